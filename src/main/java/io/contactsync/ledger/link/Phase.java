package io.contactsync.ledger.link;

/** How far a contact has come on its channel. */
public enum Phase {
    /** A create was about to be sent; whether it was done is not known. */
    INTENDED,
    /** The contact was created; further fields or tags may be outstanding. */
    CREATED,
    /** The contact was found in the target; fields or tags may be outstanding. */
    FOUND,
    /** Everything that was to be done is done. */
    SETTLED
}
