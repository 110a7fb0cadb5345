package io.contactsync.ledger.db;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a ledger says about itself in the table {@code meta}.
 *
 * @param key the hash of the key that it was written with, or null
 * @param id its id, which its backups have, too; null in a ledger of an earlier version
 * @param serial the serial of its last commit; 0 in a ledger of an earlier version
 * @param backup when it was copied if it is a backup, else null
 * @param restored of which backup it was restored if its missing links are not accepted yet, else null
 */
record LedgerStamp(
        @Nullable String key,
        @Nullable String id,
        long serial,
        @Nullable String backup,
        @Nullable String restored) {

    /** The serial of a new ledger. */
    static final long FIRST_SERIAL = 1;

    static final String RESTORED = "restored";
    /** Advances the serial in the transaction that it belongs to. */
    static final String SET_SERIAL = "update meta set text = ? where name = 'serial'";

    private static final String KEY = "key";
    private static final String ID = "id";
    private static final String SERIAL = "serial";
    private static final String BACKUP = "backup";

    static LedgerStamp read(Statement statement) throws SQLException {
        Map<String, String> texts = new HashMap<>();
        try (ResultSet rows = statement.executeQuery("select name, text from meta")) {
            while (rows.next()) {
                texts.put(rows.getString(1), rows.getString(2));
            }
        }
        String serial = texts.getOrDefault(SERIAL, "0");
        return new LedgerStamp(
                texts.get(KEY),
                texts.get(ID),
                serial.matches("\\d{1,18}") ? Long.parseLong(serial) : 0,
                texts.get(BACKUP),
                texts.get(RESTORED));
    }

    /**
     * Makes this the stamp of a ledger that is in use: gives it an id if it has none. If it is a restored backup, it is
     * no backup any more, its serial becomes larger than every serial before, and it is marked as restored.
     *
     * @param recorded the largest serial recorded outside
     */
    LedgerStamp settle(Statement statement, long recorded) throws SQLException {
        if (id != null && backup == null) {
            return this;
        }
        LedgerStamp settled = new LedgerStamp(
                key,
                id == null ? UUID.randomUUID().toString().replace("-", "") : id,
                Math.max(recorded, serial) + 1,
                null,
                backup == null ? restored : backup);
        statement.getConnection().setAutoCommit(false);
        write(statement, ID, settled.id());
        write(statement, SERIAL, Long.toString(settled.serial()));
        if (backup != null) {
            write(statement, RESTORED, backup);
            statement.execute("delete from meta where name = '" + BACKUP + "'");
        }
        statement.getConnection().commit();
        statement.getConnection().setAutoCommit(true);
        return settled;
    }

    /** Marks a copy of a ledger as a backup. */
    static void markAsBackup(Statement statement, String time) throws SQLException {
        write(statement, BACKUP, time);
    }

    private static void write(Statement statement, String name, @Nullable String text) throws SQLException {
        try (PreparedStatement merge = statement.getConnection().prepareStatement(LedgerDatabase.MERGE_META)) {
            merge.setString(1, name);
            merge.setString(2, text);
            merge.executeUpdate();
        }
    }
}
