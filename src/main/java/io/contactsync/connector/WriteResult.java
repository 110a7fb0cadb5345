package io.contactsync.connector;

import io.contactsync.contact.Refusal;

/** The result of writing a change to the target. */
public sealed interface WriteResult {

    /** Every step succeeded. */
    record Done() implements WriteResult {}

    /** The target refused a step. The steps before it succeeded. */
    record Refused(Refusal refusal) implements WriteResult {}

    /** The contact no longer exists in the target. */
    record NotFound() implements WriteResult {}

    /**
     * A create was sent and its response was lost: the contact may have been created or not.
     *
     * @param reason why there is no usable response
     */
    record InDoubt(String reason) implements WriteResult {}
}
