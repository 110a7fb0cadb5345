package io.contactsync.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.contactsync.contact.Outcome;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/** A link as a row of the table {@code link}: how it is written, read and checked. */
final class LinkRow {

    static final String COLUMNS =
            "source_id, target_id, phase, fields, tags, draft, run, outcome, intended_at, checksum";
    static final String MERGE =
            "merge into link (channel, " + COLUMNS + ") key (channel, source_id) values (?,?,?,?,?,?,?,?,?,?,?)";

    private LinkRow() {}

    static @Nullable Object[] values(int channel, Link link) {
        String fields = fields(link.known().fields());
        String tags = String.join("\n", link.known().tags());
        Instant intended = link.intendedAt();
        return new @Nullable Object[] {
            channel,
            link.sourceId(),
            link.targetId(),
            link.phase().name(),
            fields,
            tags,
            link.draft(),
            link.run(),
            link.outcome().name(),
            intended == null ? null : intended.toEpochMilli(),
            checksum(link.sourceId(), link.targetId(), fields, tags, link.draft())
        };
    }

    static Link read(ResultSet row) throws SQLException {
        String sourceId = row.getString(1);
        String targetId = row.getString(2);
        String fields = row.getString(4);
        String tags = row.getString(5);
        String draft = row.getString(6);
        if (row.getInt(10) != checksum(sourceId, targetId, fields, tags, draft)) {
            throw new LedgerFailed("the ledger is damaged: the row of contact '" + sourceId + "' fails its checksum");
        }
        long intended = row.getLong(9);
        Instant intendedAt = row.wasNull() ? null : Instant.ofEpochMilli(intended);
        Known known = new Known(fields(fields), tags(tags));
        return new Link(
                sourceId,
                targetId,
                Phase.valueOf(row.getString(3)),
                known,
                draft,
                row.getInt(7),
                Outcome.valueOf(row.getString(8)),
                intendedAt);
    }

    private static String fields(Map<String, String> hashes) {
        StringBuilder text = new StringBuilder();
        hashes.forEach(
                (name, hash) -> text.append(name).append('=').append(hash).append('\n'));
        return text.toString();
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

    private static Set<String> tags(String text) {
        return new LinkedHashSet<>(lines(text));
    }

    private static List<String> lines(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split("\n"));
    }

    private static int checksum(@Nullable String... parts) {
        CRC32 crc = new CRC32();
        for (String part : parts) {
            if (part != null) {
                crc.update(part.getBytes(UTF_8));
            }
            crc.update(0);
        }
        return (int) crc.getValue();
    }
}
