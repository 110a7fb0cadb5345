package io.contactsync.connector;

import io.contactsync.contact.Refusal;
import io.contactsync.contact.TargetContact;

/** What came of looking for a contact in the target. */
public sealed interface LookupResult {

    /**
     * It is there.
     *
     * @param present what the target holds about it
     */
    record Found(TargetContact contact) implements LookupResult {}

    /** It is not there. */
    record NotFound() implements LookupResult {}

    /**
     * Which contact it is, or whether it is there, cannot be told.
     *
     * @param reason why not, and what a person can do about it
     */
    record Unclear(String reason) implements LookupResult {}

    /**
     * The target refused the question.
     *
     * @param refusal what it said
     */
    record Refused(Refusal refusal) implements LookupResult {}
}
