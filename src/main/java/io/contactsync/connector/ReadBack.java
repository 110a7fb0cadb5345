package io.contactsync.connector;

import io.contactsync.contact.TargetContact;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** Reads a target's contacts as they are now, by the ids that the ledger has stored. Thread-safe. */
public interface ReadBack {
    /**
     * Reads one contact.
     *
     * @param targetId its id in the target
     * @return the contact, not found if it no longer exists, or a refusal
     */
    LookupResult read(String targetId);

    /**
     * The number of concurrent reads that the target's limits allow.
     *
     * @return 1 or more; further reads would only wait
     */
    int maxConcurrentReads();

    /**
     * The number of contacts in the job's listing, found with one call.
     *
     * @return the number, or empty if the job has no listing or the target does not return it
     */
    OptionalLong listedCount();

    /**
     * Reads the job's listing, a page per call. Rows can be repeated or omitted between pages, so a contact that is not
     * listed may still exist.
     *
     * @param action called with each contact, once per id
     */
    void forEachListed(Consumer<TargetContact> action);

    /** The number of contacts per page of the listing, 1 or more. */
    int pageSize();
}
