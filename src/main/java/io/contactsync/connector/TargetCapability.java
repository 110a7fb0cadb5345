package io.contactsync.connector;

/** What can be done in a system's targets. The job file is validated against it. */
public enum TargetCapability {

    /** The job file names several channels. They are part of the job's identity. */
    CHANNELS,

    /** Contacts can be looked up by {@code match}, which a job then has to set. */
    LOOKUP,

    /** Contacts can be listed by the value of a field, as {@code preload} asks. */
    PRELOAD,

    /** Contacts have {@code tags}. */
    TAGS,

    /** A contact that is missing from the source can get a tag: {@code on-missing: {tag: NAME}}. */
    TAG_MISSING,

    /** A contact that is missing from the source can be deleted: {@code on-missing: delete}. */
    DELETE_MISSING,

    /** Every run writes all contacts anew, so nothing of an earlier run stays. */
    REBUILT
}
