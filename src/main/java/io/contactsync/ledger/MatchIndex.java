package io.contactsync.ledger;

import io.contactsync.ledger.db.LedgerDatabase;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Finds the source ids to which match values and target contacts of one channel belong. For several threads. */
final class MatchIndex {

    /** After so many queries the filter is filled. */
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

    /** Adds match values to the filter; to be called before and after they are written. */
    void addToFilter(@Nullable Collection<String> hashes) {
        BloomFilter noting = filter;
        if (noting != null && hashes != null) {
            hashes.forEach(noting::add);
        }
    }

    /** The source id of another link that has a match value, if any. */
    Optional<String> sourceIdOfMatch(String hash, String but) {
        if (queries.incrementAndGet() == QUERIES_BEFORE_FILTER) {
            fillFilter();
        }
        BloomFilter filled = filter;
        boolean isFree = filterIsComplete && filled != null && !filled.mightContain(hash);
        return isFree ? Optional.empty() : first(OF_MATCH, channel, hash, but);
    }

    /** Reads what was written before. What is written from here on is added by {@link #note}. */
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

    /** The source id that is linked to a contact of the target, if any. */
    Optional<String> sourceIdOfTarget(String targetId) {
        return first(OF_TARGET, channel, targetId);
    }

    private Optional<String> first(String sql, Object... values) {
        return store.query(
                sql, values, rows -> rows.next() ? Optional.of(rows.getString(1)) : Optional.<String>empty());
    }
}
