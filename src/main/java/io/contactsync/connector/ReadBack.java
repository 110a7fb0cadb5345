package io.contactsync.connector;

import io.contactsync.contact.TargetContact;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** A target's contacts as they are now, asked for by ids that the ledger knows. Safe for threads. */
public interface ReadBack {
    /**
     * Reads one contact.
     *
     * @param targetId its id in the target
     * @return the contact, none when the target has it no more, or a refusal
     */
    LookupResult read(String targetId);

    /**
     * How many reads at once are useful.
     *
     * @return 1 or more; more than that would only wait
     */
    int maxConcurrentReads();

    /**
     * How many contacts the job's listing has, in one call.
     *
     * @return their number, or nothing when the job has no listing or the target does not tell
     */
    OptionalLong listedCount();

    /**
     * Reads the job's listing to its end, many contacts a call. Rows can repeat and go missing between pages, so who is
     * not in it may still be there.
     *
     * @param taker told of each contact, each id once
     */
    void forEachListed(Consumer<TargetContact> taker);

    /**
     * How many contacts one call of the listing brings.
     *
     * @return 1 or more
     */
    int pageSize();
}
