package io.contactsync.ledger;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A change of one contact on one channel. {@code channel} is the channel's number, {@code run} the number of the run
 * that made the change, {@code at} its time in epoch milliseconds, {@code what} its text for the contact's history,
 * without the contact's values.
 */
sealed interface LedgerRecord {

    /** The channel's number. */
    int channel();

    /** The contact's id in the source. */
    String sourceId();

    /**
     * Inserts or updates a link. A settled one deletes the contact's reject.
     *
     * @param matches the hashes of the contact's match values, or null if they have not changed
     */
    record PutLink(int channel, Link link, @Nullable List<String> matches, int run, long at, String what)
            implements LedgerRecord {
        @Override
        public String sourceId() {
            return link.sourceId();
        }
    }

    /** Deletes a link. */
    record DropLink(int channel, String sourceId, int run, long at, String what) implements LedgerRecord {}

    /**
     * Inserts or updates a reject.
     *
     * @param reason why the contact was rejected, without its values
     * @param attempts how often a call was tried
     */
    record PutReject(int channel, String sourceId, int run, long at, String reason, int attempts)
            implements LedgerRecord {}

    /** Deletes a reject. */
    record DropReject(int channel, String sourceId) implements LedgerRecord {}
}
