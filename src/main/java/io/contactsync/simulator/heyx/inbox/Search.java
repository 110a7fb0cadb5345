package io.contactsync.simulator.heyx.inbox;

/** How a lookup compares: behaviour.md, "Lookup exact or fuzzy?". */
public enum Search {
    /** The field's text form is the value. */
    EXACT,
    /** The field's text form holds the value, whatever the case. */
    FUZZY
}
