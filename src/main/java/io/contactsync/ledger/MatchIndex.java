package io.contactsync.ledger;

import io.contactsync.ledger.db.LedgerDatabase;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Finds the source contacts to which match values and target contacts of one channel belong. Thread-safe. */
final class MatchIndex {

    /** The filter is filled after this number of queries. */
    private static final int QUERIES_BEFORE_FILTER = 1_000;

    private static final String OF_MATCH =
            "select source_id from match_value where channel = ? and hash = ? and source_id <> ? order by source_id"
                    + " limit 1";
    private static final String OF_TARGET =
            "select source_id from link where channel = ? and target_id = ? order by source_id limit 1";

    private final LedgerDatabase store;
    private final int channel;
    private final AtomicInteger queries = new AtomicInteger();
    private volatile @Nullable BloomFilter filter;
    private volatile boolean filterIsComplete;

    MatchIndex(LedgerDatabase store, int channel) {
        this.store = store;
        this.channel = channel;
    }

    /** Adds match values to the filter. To be called before and after they are written. */
    void addToFilter(@Nullable Collection<String> hashes) {
        BloomFilter current = filter;
        if (current != null && hashes != null) {
            hashes.forEach(current::add);
        }
    }

    /** Returns the source id of a link other than {@code except} that has a match value, if any. */
    Optional<String> sourceIdOfMatch(String hash, String except) {
        if (queries.incrementAndGet() == QUERIES_BEFORE_FILTER) {
            fillFilter();
        }
        BloomFilter filled = filter;
        boolean isFree = filterIsComplete && filled != null && !filled.mightContain(hash);
        return isFree ? Optional.empty() : first(OF_MATCH, channel, hash, except);
    }

    /** Adds all stored match values. Later ones are added by {@link #addToFilter}. */
    private void fillFilter() {
        BloomFilter filling = new BloomFilter();
        filter = filling;
        store.query("select hash from match_value where channel = ?", new Object[] {channel}, rows -> {
            while (rows.next()) {
                filling.add(rows.getString(1));
            }
            return filling;
        });
        filterIsComplete = true;
    }

    /** Returns the source id that is linked to a target contact, if any. */
    Optional<String> sourceIdOfTarget(String targetId) {
        return first(OF_TARGET, channel, targetId);
    }

    private Optional<String> first(String sql, Object... values) {
        return store.query(
                sql, values, rows -> rows.next() ? Optional.of(rows.getString(1)) : Optional.<String>empty());
    }
}
