package io.contactsync.ledger;

import io.contactsync.ledger.db.H2;
import io.contactsync.ledger.db.LedgerDatabase;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Reads the links of one channel. A source returns its contacts in about the same order in every run, and rows are in
 * the order of their insertion. So the rows next to the first contact's row are read with one range query, and only
 * contacts that are not among them are looked up by id, which costs about ten times as much. Thread-safe.
 */
final class LinkReader {

    /** Fewer contacts than this are looked up by id. */
    private static final int MIN_FOR_RANGE = 50;
    /** Contacts that are created concurrently are inserted in the order of their responses. */
    private static final int RANGE_MARGIN = 200;
    /** After a range query that finds fewer than a quarter of the contacts, the next ones are skipped. */
    private static final int MIN_HIT_DIVISOR = 4;

    private static final int SKIPPED_RANGES = 20;

    private static final String ROW_OF = "select " + H2.ROW_NUMBER + " from link where channel = ? and source_id = ?";
    /** Has no condition on the channel, because H2 would then scan another index. */
    private static final String ADJACENT =
            "select " + LinkRowMapper.COLUMNS + ", channel from link where " + H2.ROW_NUMBER + " between ? and ?";

    private static final String BY_ID = "select " + LinkRowMapper.COLUMNS
            + ", channel from unnest(cast(? as varchar array)) as wanted (id) join link on link.channel = ? and link.source_id = wanted.id";

    private final LedgerDatabase store;
    private final int channel;
    private final AtomicInteger skips = new AtomicInteger();

    LinkReader(LedgerDatabase store, int channel) {
        this.store = store;
        this.channel = channel;
    }

    /** Returns the existing links by source id. */
    Map<String, Link> read(Collection<String> sourceIds) {
        Map<String, Link> links = new HashMap<>();
        Set<String> left = new HashSet<>(sourceIds);
        if (sourceIds.size() >= MIN_FOR_RANGE && skips.decrementAndGet() < 0) {
            OptionalLong row = rowOf(sourceIds.iterator().next());
            row.ifPresent(first -> readAdjacent(first, sourceIds.size(), left, links));
            skips.set(row.isPresent() && links.size() < sourceIds.size() / MIN_HIT_DIVISOR ? SKIPPED_RANGES : 0);
        }
        if (!left.isEmpty()) {
            read(BY_ID, new Object[] {left.toArray(new String[0]), channel}, left, links);
        }
        return links;
    }

    private OptionalLong rowOf(String sourceId) {
        return store.query(
                ROW_OF,
                new Object[] {channel, sourceId},
                rows -> rows.next() ? OptionalLong.of(rows.getLong(1)) : OptionalLong.empty());
    }

    /** The range is twice as long as needed, because rows of other channels may be among these. */
    private void readAdjacent(long first, int size, Set<String> left, Map<String, Link> links) {
        Object[] range = {first - RANGE_MARGIN, first + 2L * size + RANGE_MARGIN};
        read(ADJACENT, range, left, links);
    }

    private void read(String sql, Object[] values, Set<String> left, Map<String, Link> links) {
        store.query(sql, values, rows -> {
            while (rows.next()) {
                if (rows.getInt("channel") == channel && left.remove(LinkRowMapper.sourceId(rows))) {
                    Link link = LinkRowMapper.read(rows);
                    links.put(link.sourceId(), link);
                }
            }
            return links;
        });
    }
}
