package io.contactsync.contact.target;

/** How a change ended in the target. */
public sealed interface Written {

    /** Every step was done. */
    record Done() implements Written {}

    /**
     * The target refused a step; the steps before it are done.
     *
     * @param refusal what it said
     */
    record Refused(Refusal refusal) implements Written {}

    /** The contact is no longer in the target. */
    record Vanished() implements Written {}

    /**
     * A create was sent and its answer lost: it may have been done or not.
     *
     * @param reason what became of the answer
     */
    record InDoubt(String reason) implements Written {}
}
