package io.contactsync.contact;

/** The result of syncing one contact on one channel. */
public enum Outcome {
    /** It was created in the target. */
    CREATED,
    /** Its fields or tags were written. */
    UPDATED,
    /** Nothing had to be written. */
    UNCHANGED,
    /** It does not belong to this channel, or the job's mode excludes it. */
    SKIPPED,
    /** It failed validation, or the target refused it. */
    REJECTED
}
