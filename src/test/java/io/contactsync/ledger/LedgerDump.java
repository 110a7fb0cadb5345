package io.contactsync.ledger;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The content of a ledger's tables as text, without the numbers of events. Reads the tables with plain SQL, so that it
 * shows what any version of the program has written.
 */
final class LedgerDump {

    private LedgerDump() {}

    /** Writes the dump of a ledger that is closed: {@code LedgerDump STATE JOB FILE}. */
    public static void main(String[] args) throws Exception {
        Files.writeString(Path.of(args[2]), of(Path.of(args[0]), args[1]));
    }

    static String of(Path state, String job) throws SQLException {
        String url = "jdbc:h2:file:" + state.resolve(job).toAbsolutePath() + ";ACCESS_MODE_DATA=r;IFEXISTS=TRUE";
        StringBuilder text = new StringBuilder();
        try (Connection connection = DriverManager.getConnection(url)) {
            append(
                    text,
                    connection,
                    "link",
                    "channel, source_id, target_id, phase, fields, tags, draft, run, outcome, intended_at, checksum, matches",
                    "channel, source_id");
            append(text, connection, "match_value", "channel, hash, source_id", "channel, hash, source_id");
            append(text, connection, "reject", "channel, source_id, reason, attempts, run, at", "channel, source_id");
            append(text, connection, "channel", "id, name", "id");
            append(text, connection, "run", "no, sample, started, finished, status, identity, from_start", "no");
            appendEvents(text, connection);
        }
        return text.toString();
    }

    private static void append(StringBuilder text, Connection connection, String table, String columns, String order)
            throws SQLException {
        String sql = "select " + columns + " from " + table + " order by " + order;
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                text.append(table);
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    text.append('|').append(String.valueOf(rows.getString(i)).replace("\n", "\\n"));
                }
                text.append('\n');
            }
        }
    }

    private static void appendEvents(StringBuilder text, Connection connection) throws SQLException {
        String sql = "select asked.channel, asked.source_id, coalesce(link.last_event, unlinked.last_event)"
                + " from (select channel, source_id from link union select channel, source_id from unlinked) asked"
                + " left join link on link.channel = asked.channel and link.source_id = asked.source_id"
                + " left join unlinked on unlinked.channel = asked.channel and unlinked.source_id = asked.source_id"
                + " order by asked.channel, asked.source_id";
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                for (String event : chain(connection, rows.getLong(3))) {
                    text.append("event|" + rows.getInt(1) + "|" + rows.getString(2) + event + "\n");
                }
            }
        }
    }

    private static List<String> chain(Connection connection, long last) throws SQLException {
        List<String> events = new ArrayList<>();
        try (PreparedStatement statement =
                connection.prepareStatement("select run, at, what, previous from event where id = ?")) {
            for (long id = last; id > 0; ) {
                statement.setLong(1, id);
                try (ResultSet row = statement.executeQuery()) {
                    row.next();
                    events.add("|" + row.getInt(1) + "|" + row.getLong(2) + "|" + row.getString(3));
                    id = row.getLong(4);
                }
            }
        }
        Collections.reverse(events);
        return events;
    }
}
