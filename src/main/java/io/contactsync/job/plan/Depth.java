package io.contactsync.job.plan;

/** How far a plan goes to learn what a run would do. */
public enum Depth {
    /** The ledger alone is asked; contacts without a link stay open. */
    LEDGER,
    /** Contacts without a link are looked up in the target, which costs calls. */
    LOOKUP
}
