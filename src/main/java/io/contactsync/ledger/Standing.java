package io.contactsync.ledger;

import io.contactsync.ledger.store.Statements;
import java.sql.SQLException;
import java.util.List;

/**
 * How a contact stands in the ledger before something is written about it.
 *
 * @param linked whether it has a link
 * @param lastEvent the number of its last event, or 0
 * @param matches the hashes of the match values that its link has
 */
record Standing(boolean linked, long lastEvent, List<String> matches) {

    /** Asks how a contact stands. */
    static Standing of(Statements statements, int channel, String sourceId) throws SQLException {
        Standing linked = statements.first(
                "select last_event, matches from link where channel = ? and source_id = ?",
                row -> new Standing(true, row.getLong(1), split(row.getString(2))),
                channel,
                sourceId);
        if (linked != null) {
            return linked;
        }
        Standing unlinked = statements.first(
                "select last_event from unlinked where channel = ? and source_id = ?",
                row -> new Standing(false, row.getLong(1), List.of()),
                channel,
                sourceId);
        return unlinked == null ? new Standing(false, 0, List.of()) : unlinked;
    }

    /** Hashes as one text; they have no line break in them. */
    static String joined(List<String> hashes) {
        return String.join("\n", hashes);
    }

    private static List<String> split(String hashes) {
        return hashes.isEmpty() ? List.of() : List.of(hashes.split("\n", -1));
    }
}
