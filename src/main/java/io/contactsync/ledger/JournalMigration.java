package io.contactsync.ledger;

import io.contactsync.ledger.db.LedgerDatabase;
import io.contactsync.state.LedgerException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.zip.CRC32;

/**
 * Migrates the journal of earlier versions. They wrote records to two files beside the database first and applied them
 * later, so a killed run left its last records there. Entries are numbered across all runs, and the database holds the
 * number of the last applied entry, so that no entry is applied twice.
 */
final class JournalMigration {

    /** The row of {@code meta} with the number of the last entry that was applied. */
    private static final String APPLIED = "journal";

    private static final int ENTRIES_PER_COMMIT = 4_096;

    /** An entry starts with this number, the length of what follows the checksum, and the checksum. */
    private static final int MAGIC = 0x43534a31;

    private static final int HEADER_BYTES = 3 * Integer.BYTES;
    /** The checksum is followed by the entry's number and the number of the last synced entry. */
    private static final int NUMBERS_BYTES = 2 * Long.BYTES;

    /**
     * A group of records that were written together.
     *
     * @param number its number, from 1
     * @param synced the number of the last entry that was synced when this one was written
     * @param afterDamage whether the bytes before it in its file are no entry
     */
    private record Entry(long number, long synced, boolean afterDamage, List<LedgerRecord> records) {}

    private JournalMigration() {}

    /**
     * Applies the unapplied entries of the journal, and deletes the journal.
     *
     * @throws LedgerException.Unusable if the journal is damaged or cannot be deleted
     */
    static void migrate(LedgerDatabase store) {
        List<Path> files = store.oldJournals();
        try {
            long applied = applied(store);
            List<Entry> entries = new ArrayList<>(readContiguous(files));
            entries.removeIf(entry -> entry.number() <= applied);
            for (int from = 0; from < entries.size(); from += ENTRIES_PER_COMMIT) {
                apply(store, entries.subList(from, Math.min(entries.size(), from + ENTRIES_PER_COMMIT)));
            }
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new LedgerException.Unusable(
                    "the journal of the ledger, " + files.get(0) + " and " + files.get(1) + ", cannot be used ("
                            + e.getMessage() + "): move both away to continue without the last seconds before the run"
                            + " was killed; contacts that it created in them are found again by the match fields"
                            + " (with match: [] they are created a second time)",
                    e);
        }
    }

    private static long applied(LedgerDatabase store) {
        String sql = "select text from meta where name = ?";
        return store.query(sql, new Object[] {APPLIED}, rows -> rows.next() ? Long.parseLong(rows.getString(1)) : 0L);
    }

    private static void apply(LedgerDatabase store, List<Entry> entries) {
        List<LedgerRecord> records = new ArrayList<>();
        entries.forEach(entry -> records.addAll(entry.records()));
        String last = String.valueOf(entries.get(entries.size() - 1).number());
        store.writeSynced(statements -> {
            Tables.apply(statements, records);
            statements.execute(LedgerDatabase.MERGE_META, APPLIED, last);
        });
    }

    /** Reads the entries of both files up to the first gap. */
    private static List<Entry> readContiguous(List<Path> files) throws IOException {
        List<Entry> found = new ArrayList<>();
        for (Path file : files) {
            found.addAll(read(file));
        }
        found.sort(Comparator.comparingLong(Entry::number));
        List<Entry> entries = new ArrayList<>();
        for (Entry entry : found) {
            long next = entries.isEmpty()
                    ? entry.number()
                    : entries.get(entries.size() - 1).number() + 1;
            if (entry.number() != next || (entries.isEmpty() && entry.afterDamage())) {
                requireNeverSynced(entries.isEmpty() ? entry.number() - 1 : next, found);
                break;
            }
            entries.add(entry);
        }
        return entries;
    }

    /** A power loss causes gaps only after the last sync. A gap before it is damage. */
    private static void requireNeverSynced(long missing, List<Entry> found) throws IOException {
        for (Entry entry : found) {
            if (entry.synced() >= missing) {
                throw new IOException("entry " + missing + " of its journal fails its checksum");
            }
        }
    }

    /** Reads every intact entry of a file, which need not exist. */
    private static List<Entry> read(Path file) throws IOException {
        List<Entry> found = new ArrayList<>();
        ByteBuffer bytes = ByteBuffer.wrap(Files.exists(file) ? Files.readAllBytes(file) : new byte[0]);
        boolean afterDamage = false;
        while (bytes.hasRemaining()) {
            if (isEntry(bytes)) {
                found.add(readEntry(bytes, afterDamage));
                afterDamage = false;
            } else {
                bytes.get();
                afterDamage = true;
            }
        }
        return found;
    }

    private static boolean isEntry(ByteBuffer bytes) {
        int from = bytes.position();
        if (bytes.remaining() < HEADER_BYTES + NUMBERS_BYTES || bytes.getInt(from) != MAGIC) {
            return false;
        }
        int size = bytes.getInt(from + Integer.BYTES);
        if (size < NUMBERS_BYTES || size > bytes.remaining() - HEADER_BYTES) {
            return false;
        }
        CRC32 crc = new CRC32();
        crc.update(bytes.slice(from + HEADER_BYTES, size));
        return bytes.getInt(from + 2 * Integer.BYTES) == (int) crc.getValue();
    }

    private static Entry readEntry(ByteBuffer bytes, boolean afterDamage) throws IOException {
        bytes.position(bytes.position() + Integer.BYTES);
        byte[] records = new byte[bytes.getInt() - NUMBERS_BYTES];
        bytes.getInt();
        long number = bytes.getLong();
        long synced = bytes.getLong();
        bytes.get(records);
        return new Entry(number, synced, afterDamage, JournalRecords.read(records));
    }
}
