package io.contactsync.contact;

/** When a field is written. */
public enum WriteMode {
    /** Whenever it differs from the value in the target. */
    ALWAYS,
    /** When the contact is created, or when a lookup shows that the field is blank. */
    IF_EMPTY,
    /** Only when the contact is created. */
    CREATE_ONLY
}
