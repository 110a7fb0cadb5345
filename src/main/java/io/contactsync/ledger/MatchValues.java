package io.contactsync.ledger;

import io.contactsync.ledger.store.Statements;
import io.contactsync.ledger.store.Store;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Whose match values are whose on one channel. For several threads. */
final class MatchValues {

    private final Store store;
    private final int channel;

    MatchValues(Store store, int channel) {
        this.store = store;
        this.channel = channel;
    }

    /** The source id of another link that has the value, if any. */
    Optional<String> owner(String hash, String but) {
        String sql = "select source_id from match_value where channel = ? and hash = ? and source_id <> ?"
                + " order by source_id limit 1";
        return store.query(
                sql,
                new Object[] {channel, hash, but},
                rows -> rows.next() ? Optional.of(rows.getString(1)) : Optional.empty());
    }

    /** Has a linked contact own these values and no others; what has not changed is not written. */
    void replace(Statements statements, String sourceId, Collection<String> hashes) throws SQLException {
        // A hash has no line break in it.
        String before =
                statements.text("select matches from link where channel = ? and source_id = ?", channel, sourceId);
        String now = String.join("\n", hashes);
        if (now.equals(before)) {
            return;
        }
        for (String hash : before.isEmpty() ? List.<String>of() : List.of(before.split("\n", -1))) {
            statements.execute(
                    "delete from match_value where channel = ? and hash = ? and source_id = ?",
                    channel,
                    hash,
                    sourceId);
        }
        for (String hash : hashes) {
            statements.execute(
                    "insert into match_value (channel, hash, source_id) values (?,?,?)", channel, hash, sourceId);
        }
        statements.execute("update link set matches = ? where channel = ? and source_id = ?", now, channel, sourceId);
    }
}
