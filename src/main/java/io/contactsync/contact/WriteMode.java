package io.contactsync.contact;

/** When a field is written. */
public enum WriteMode {
    /** Whenever it differs from what the target has. */
    ALWAYS,
    /** At create, or when a lookup showed it blank. */
    IF_EMPTY,
    /** At create, and never again. */
    CREATE_ONLY
}
