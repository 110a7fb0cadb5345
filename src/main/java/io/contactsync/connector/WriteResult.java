package io.contactsync.connector;

import io.contactsync.contact.Refusal;

/** How a change ended in the target. */
public sealed interface WriteResult {

    /** Every step was done. */
    record Done() implements WriteResult {}

    /**
     * The target refused a step; the steps before it are done.
     *
     * @param refusal what it said
     */
    record Refused(Refusal refusal) implements WriteResult {}

    /** The contact is no longer in the target. */
    record NotFound() implements WriteResult {}

    /**
     * A create was sent and its answer lost: it may have been done or not.
     *
     * @param reason what became of the answer
     */
    record InDoubt(String reason) implements WriteResult {}
}
