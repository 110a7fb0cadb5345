package io.contactsync.ledger;

import io.contactsync.ledger.store.Statements;
import io.contactsync.ledger.store.Store;
import java.sql.SQLException;
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

    /** Has a contact own these values in place of others. */
    void replace(Statements statements, String sourceId, List<String> before, List<String> now) throws SQLException {
        if (now.equals(before)) {
            return;
        }
        for (String hash : before) {
            statements.execute(
                    "delete from match_value where channel = ? and hash = ? and source_id = ?",
                    channel,
                    hash,
                    sourceId);
        }
        for (String hash : now) {
            statements.execute(
                    "insert into match_value (channel, hash, source_id) values (?,?,?)", channel, hash, sourceId);
        }
    }
}
