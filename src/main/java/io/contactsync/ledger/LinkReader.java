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
 * Reads the links of one channel. A source shows its contacts in about the order in which it showed them before, and
 * rows stand in the order in which they were first written: so those beside the first one's row are read along with it,
 * and only who is not found there is looked up by id, which costs about ten times as much. For several threads.
 */
final class LinkReader {

    /** Fewer are looked up by id. */
    private static final int WORTH_A_GUESS = 50;
    /** Contacts that are created at once are written in the order of their answers. */
    private static final int OUT_OF_ORDER = 200;
    /** After a guess that finds fewer than one in so many, none is made for a while. */
    private static final int LEAST_FOUND = 4;

    private static final int PAUSE = 20;

    private static final String ROW_OF = "select " + H2.ROW_NUMBER + " from link where channel = ? and source_id = ?";
    /** Asked for the channel, too, H2 would go through all of it by another index. */
    private static final String BESIDE =
            "select " + LinkRowMapper.COLUMNS + ", channel from link where " + H2.ROW_NUMBER + " between ? and ?";

    private static final String BY_ID = "select " + LinkRowMapper.COLUMNS
            + ", channel from unnest(cast(? as varchar array)) as asked (id) join link on link.channel = ? and link.source_id = asked.id";

    private final LedgerDatabase store;
    private final int channel;
    private final AtomicInteger pause = new AtomicInteger();

    LinkReader(LedgerDatabase store, int channel) {
        this.store = store;
        this.channel = channel;
    }

    /** The links there are, by source id. */
    Map<String, Link> read(Collection<String> sourceIds) {
        Map<String, Link> links = new HashMap<>();
        Set<String> left = new HashSet<>(sourceIds);
        if (sourceIds.size() >= WORTH_A_GUESS && pause.decrementAndGet() < 0) {
            OptionalLong row = rowOf(sourceIds.iterator().next());
            row.ifPresent(first -> readAdjacent(first, sourceIds.size(), left, links));
            pause.set(row.isPresent() && links.size() < sourceIds.size() / LEAST_FOUND ? PAUSE : 0);
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

    /** Further rows of other channels may stand between them. */
    private void readAdjacent(long first, int size, Set<String> left, Map<String, Link> links) {
        Object[] range = {first - OUT_OF_ORDER, first + 2L * size + OUT_OF_ORDER};
        read(BESIDE, range, left, links);
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
