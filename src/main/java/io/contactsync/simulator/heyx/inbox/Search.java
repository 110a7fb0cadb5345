package io.contactsync.simulator.heyx.inbox;

/** How a lookup compares values (behaviour.md, "Lookup exact or fuzzy?"). */
public enum Search {
    /** The text of the field equals the value. */
    EXACT,
    /** The text of the field contains the value, ignoring case. */
    FUZZY
}
