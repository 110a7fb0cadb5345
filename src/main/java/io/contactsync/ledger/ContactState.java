package io.contactsync.ledger;

import io.contactsync.ledger.db.StatementCache;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rows of one contact: as they are in the database, and as the records change them. */
final class ContactState {

    private static final String QUERY = "select wanted.id, link.last_event, link.matches, unlinked.last_event,"
            + " reject.source_id from unnest(cast(? as varchar array)) as wanted (id)"
            + " left join link on link.channel = ? and link.source_id = wanted.id"
            + " left join unlinked on unlinked.channel = ? and unlinked.source_id = wanted.id"
            + " left join reject on reject.channel = ? and reject.source_id = wanted.id";

    final boolean wasLinked;
    final long lastEventBefore;
    final List<String> matchesBefore;
    final boolean wasRejected;

    boolean linked;
    long lastEvent;
    List<String> matches;
    boolean rejected;

    /** The link to be written, or null if the row stays as it is. */
    @Nullable
    Link link;

    /** The reject to be written, or null if the row stays as it is. */
    LedgerRecord.@Nullable PutReject reject;

    private ContactState(boolean linked, long lastEvent, List<String> matches, boolean rejected) {
        this.wasLinked = linked;
        this.lastEventBefore = lastEvent;
        this.matchesBefore = matches;
        this.wasRejected = rejected;
        this.linked = linked;
        this.lastEvent = lastEvent;
        this.matches = matches;
        this.rejected = rejected;
    }

    /** Reads the rows of some contacts of a channel. The result has an entry for each contact. */
    static Map<String, ContactState> read(StatementCache statements, int channel, Collection<String> sourceIds)
            throws SQLException {
        return statements.query(
                QUERY,
                rows -> {
                    Map<String, ContactState> states = new HashMap<>();
                    while (rows.next()) {
                        String matches = rows.getString(3);
                        boolean linked = matches != null;
                        states.put(
                                rows.getString(1),
                                new ContactState(
                                        linked,
                                        rows.getLong(linked ? 2 : 4),
                                        linked ? split(matches) : List.of(),
                                        rows.getString(5) != null));
                    }
                    return states;
                },
                sourceIds.toArray(new String[0]),
                channel,
                channel,
                channel);
    }

    /** Joins hashes to one text; a hash has no line break. */
    static String joined(List<String> hashes) {
        return String.join("\n", hashes);
    }

    private static List<String> split(String hashes) {
        return hashes.isEmpty() ? List.of() : List.of(hashes.split("\n", -1));
    }

    void apply(LedgerRecord record) {
        if (record instanceof LedgerRecord.PutLink put) {
            linked = true;
            link = put.link();
            List<String> now = put.matches();
            matches = now == null ? matches : now;
            if (put.link().state() == Link.State.SETTLED) {
                dropReject();
            }
        } else if (record instanceof LedgerRecord.DropLink) {
            linked = false;
            link = null;
            matches = List.of();
        } else if (record instanceof LedgerRecord.PutReject put) {
            rejected = true;
            reject = put;
        } else {
            dropReject();
        }
    }

    private void dropReject() {
        rejected = false;
        reject = null;
    }
}
