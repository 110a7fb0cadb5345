package io.contactsync.connector;

import io.contactsync.contact.Refusal;
import io.contactsync.contact.TargetContact;

/** The result of looking up a contact in the target. */
public sealed interface LookupResult {

    /** The contact was found. */
    record Found(TargetContact contact) implements LookupResult {}

    /** The contact does not exist. */
    record NotFound() implements LookupResult {}

    /**
     * It cannot be decided which contact it is, or whether it exists.
     *
     * @param reason why not, and what a person can do about it
     */
    record Unclear(String reason) implements LookupResult {}

    /** The target refused the lookup. */
    record Refused(Refusal refusal) implements LookupResult {}
}
