package io.contactsync.ledger.table;

import io.contactsync.ledger.store.Statements;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How a contact stands in the database before something is written about it.
 *
 * @param linked whether it has a link
 * @param lastEvent the number of its last event, or 0
 * @param matches the hashes of the match values that its link has
 * @param rejected whether it has a reject
 */
record Standing(boolean linked, long lastEvent, List<String> matches, boolean rejected) {

    private static final String QUESTION = "select asked.id, link.last_event, link.matches, unlinked.last_event,"
            + " reject.source_id from table(id varchar = ?) asked"
            + " left join link on link.channel = ? and link.source_id = asked.id"
            + " left join unlinked on unlinked.channel = ? and unlinked.source_id = asked.id"
            + " left join reject on reject.channel = ? and reject.source_id = asked.id";

    /** Asks how some contacts of a channel stand. */
    static Map<String, Standing> of(Statements statements, int channel, Collection<String> sourceIds)
            throws SQLException {
        Object[] values = {sourceIds.toArray(), channel, channel, channel};
        return statements.query(
                QUESTION,
                rows -> {
                    Map<String, Standing> standings = new HashMap<>();
                    while (rows.next()) {
                        String matches = rows.getString(3);
                        boolean linked = matches != null;
                        standings.put(
                                rows.getString(1),
                                new Standing(
                                        linked,
                                        rows.getLong(linked ? 2 : 4),
                                        linked ? split(matches) : List.of(),
                                        rows.getString(5) != null));
                    }
                    return standings;
                },
                values);
    }

    /** Hashes as one text; they have no line break in them. */
    static String joined(List<String> hashes) {
        return String.join("\n", hashes);
    }

    private static List<String> split(String hashes) {
        return hashes.isEmpty() ? List.of() : List.of(hashes.split("\n", -1));
    }
}
