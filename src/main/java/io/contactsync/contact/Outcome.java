package io.contactsync.contact;

/** What became of a contact on one channel. */
public enum Outcome {
    /** It was created in the target. */
    CREATED,
    /** Its fields or tags were written. */
    UPDATED,
    /** There was nothing to do. */
    UNCHANGED,
    /** It is not this channel's, or the job's mode leaves it alone. */
    SKIPPED,
    /** It was refused, here or by the target. */
    REJECTED
}
