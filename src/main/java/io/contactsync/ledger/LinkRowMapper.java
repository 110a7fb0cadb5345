package io.contactsync.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.contactsync.contact.Outcome;
import io.contactsync.state.LedgerException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/** Maps a link to a row of the table {@code link} and back, with a checksum. */
final class LinkRowMapper {

    /** The columns that {@link #read} expects, in this order. */
    public static final String COLUMNS =
            "source_id, target_id, phase, fields, tags, draft, run, outcome, intended_at, checksum";
    /** Inserts a row with the {@link #values}. */
    public static final String INSERT = "insert into link (target_id, phase, fields, tags, draft, run, outcome,"
            + " intended_at, checksum, matches, last_event, channel, source_id) values (?,?,?,?,?,?,?,?,?,?,?,?,?)";
    /** Updates a row with the {@link #values}. */
    public static final String UPDATE = "update link set target_id = ?, phase = ?, fields = ?, tags = ?, draft = ?,"
            + " run = ?, outcome = ?, intended_at = ?, checksum = ?, matches = ?, last_event = ?"
            + " where channel = ? and source_id = ?";

    private static final int CHECKSUM = 10;
    private static final Pattern ESCAPED = Pattern.compile("\\\\[n\\\\]");

    private LinkRowMapper() {}

    /**
     * Returns the parameters of {@link #INSERT} and {@link #UPDATE}, including the checksum.
     *
     * @param matches the hashes of the contact's match values, as one text
     * @param lastEvent the id of the contact's last event
     */
    public static @Nullable Object[] values(int channel, Link link, String matches, long lastEvent) {
        Instant intendedAt = link.intendedAt();
        @Nullable
        Object[] columns = {
            link.sourceId(),
            link.targetId(),
            link.state().name(),
            fields(link.known().fields()),
            lines(link.known().tags()),
            link.draft(),
            link.run(),
            link.outcome().name(),
            intendedAt == null ? null : intendedAt.toEpochMilli()
        };
        @Nullable Object[] values = Arrays.copyOfRange(columns, 1, columns.length + 5);
        @Nullable Object[] rest = {checksum(columns), matches, lastEvent, channel, link.sourceId()};
        System.arraycopy(rest, 0, values, columns.length - 1, rest.length);
        return values;
    }

    /** Reads only the source id of a row of {@link #COLUMNS}. */
    public static String sourceId(ResultSet row) throws SQLException {
        return row.getString(1);
    }

    /**
     * Reads a row of {@link #COLUMNS}.
     *
     * @throws LedgerException if the checksum does not match
     */
    public static Link read(ResultSet row) throws SQLException {
        long intended = row.getLong(9);
        Instant intendedAt = row.wasNull() ? null : Instant.ofEpochMilli(intended);
        requireChecksum(row);
        return new Link(
                row.getString(1),
                row.getString(2),
                Link.State.valueOf(row.getString(3)),
                new KnownState(fields(row.getString(4)), new LinkedHashSet<>(lines(row.getString(5)))),
                row.getString(6),
                row.getInt(7),
                Outcome.valueOf(row.getString(8)),
                intendedAt);
    }

    /**
     * Verifies the checksum of every link.
     *
     * @throws LedgerException if one does not match
     */
    public static void checkAll(Statement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery("select " + COLUMNS + " from link")) {
            while (rows.next()) {
                requireChecksum(rows);
            }
        }
    }

    private static void requireChecksum(ResultSet row) throws SQLException {
        @Nullable Object[] columns = new @Nullable Object[CHECKSUM - 1];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = row.getObject(i + 1);
        }
        if (row.getInt(CHECKSUM) != checksum(columns)) {
            throw new LedgerException("the ledger is damaged, the row of contact '" + row.getString(1)
                    + "' fails its checksum: run again; the next run checks every row and says how to continue");
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
            // A hash contains no '=', but a field's name may.
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

    /** The checksum of all columns except the channel. */
    private static int checksum(@Nullable Object[] columns) {
        CRC32 crc = new CRC32();
        for (Object column : columns) {
            crc.update(column == null ? 0 : 1);
            crc.update(String.valueOf(column).getBytes(UTF_8));
            crc.update(0);
        }
        return (int) crc.getValue();
    }
}
