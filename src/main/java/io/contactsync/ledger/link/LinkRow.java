package io.contactsync.ledger.link;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.contactsync.contact.Outcome;
import io.contactsync.ledger.state.LedgerFailed;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/** A link as a row of the table {@code link}: how it is written, read and checked. */
public final class LinkRow {

    /** The columns that {@link #read} takes, in their order. */
    public static final String COLUMNS =
            "source_id, target_id, phase, fields, tags, draft, run, outcome, intended_at, checksum";
    /** Writes the {@link #values} of a row, whether it is there or not; the newest event is its last. */
    public static final String MERGE = "merge into link (channel, " + COLUMNS + ", last_event)"
            + " key (channel, source_id) values (?,?,?,?,?,?,?,?,?,?,?, (select max(id) from event))";

    private static final int CHECKSUM = 10;
    private static final Pattern ESCAPED = Pattern.compile("\\\\[n\\\\]");

    private LinkRow() {}

    /** The values of a row for {@link #MERGE}, its checksum among them. */
    public static @Nullable Object[] values(int channel, Link link) {
        Instant intended = link.intendedAt();
        @Nullable
        Object[] columns = {
            channel,
            link.sourceId(),
            link.targetId(),
            link.phase().name(),
            fields(link.known().fields()),
            lines(link.known().tags()),
            link.draft(),
            link.run(),
            link.outcome().name(),
            intended == null ? null : intended.toEpochMilli(),
            null
        };
        columns[CHECKSUM] = checksum(columns);
        return columns;
    }

    /** Reads of a row of {@link #COLUMNS} only whose it is. */
    public static String sourceId(ResultSet row) throws SQLException {
        return row.getString(1);
    }

    /**
     * Reads a row of {@link #COLUMNS}.
     *
     * @param row where it stands
     * @return the link
     * @throws SQLException if the row cannot be read
     */
    public static Link read(ResultSet row) throws SQLException {
        long intended = row.getLong(9);
        Instant intendedAt = row.wasNull() ? null : Instant.ofEpochMilli(intended);
        requireWhole(row);
        return new Link(
                row.getString(1),
                row.getString(2),
                Phase.valueOf(row.getString(3)),
                new Known(fields(row.getString(4)), new LinkedHashSet<>(lines(row.getString(5)))),
                row.getString(6),
                row.getInt(7),
                Outcome.valueOf(row.getString(8)),
                intendedAt);
    }

    /**
     * Looks at the checksum of every link.
     *
     * @param statement reads them
     * @throws SQLException if they cannot be read
     * @throws LedgerFailed if one does not hold
     */
    public static void checkAll(Statement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery("select " + COLUMNS + " from link")) {
            while (rows.next()) {
                requireWhole(rows);
            }
        }
    }

    private static void requireWhole(ResultSet row) throws SQLException {
        @Nullable Object[] columns = new @Nullable Object[CHECKSUM];
        for (int i = 1; i < CHECKSUM; i++) {
            columns[i] = row.getObject(i);
        }
        if (row.getInt(CHECKSUM) != checksum(columns)) {
            throw new LedgerFailed("the ledger is damaged, the row of contact '" + row.getString(1)
                    + "' fails its checksum: run again; the next opening looks at every row and says how to go on");
        }
    }

    private static String fields(Map<String, String> hashes) {
        return lines(hashes.entrySet().stream()
                .map(field -> field.getKey() + "=" + field.getValue())
                .toList());
    }

    private static Map<String, String> fields(String text) {
        Map<String, String> hashes = new LinkedHashMap<>();
        for (String line : lines(text)) {
            // A hash has no '=', a field's name may.
            int split = line.lastIndexOf('=');
            hashes.put(line.substring(0, split), line.substring(split + 1));
        }
        return hashes;
    }

    private static String lines(Collection<String> items) {
        StringBuilder text = new StringBuilder();
        for (String item : items) {
            text.append(item.replace("\\", "\\\\").replace("\n", "\\n")).append('\n');
        }
        return text.toString();
    }

    private static List<String> lines(String text) {
        List<String> items = new ArrayList<>();
        int from = 0;
        for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', from)) {
            items.add(unescaped(text.substring(from, end)));
            from = end + 1;
        }
        return items;
    }

    private static String unescaped(String item) {
        return item.indexOf('\\') < 0
                ? item
                : ESCAPED.matcher(item).replaceAll(found -> found.group().equals("\\n") ? "\n" : "\\\\");
    }

    /** Of all columns but the channel, which says where the row is and not what is in it. */
    private static int checksum(@Nullable Object[] columns) {
        CRC32 crc = new CRC32();
        for (int i = 1; i < CHECKSUM; i++) {
            Object column = columns[i];
            crc.update(column == null ? 0 : 1);
            crc.update(String.valueOf(column).getBytes(UTF_8));
            crc.update(0);
        }
        return (int) crc.getValue();
    }
}
