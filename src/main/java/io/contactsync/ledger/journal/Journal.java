package io.contactsync.ledger.journal;

import io.contactsync.ledger.journal.JournalFile.Found;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The entries that the database may not have yet, in two files: while one is written, the database catches up with the
 * other, which is then emptied. Entries are added by one thread at a time; any thread may sync.
 */
final class Journal implements AutoCloseable {

    /** Longer than this a file is not written further, once the other is empty. */
    private static final long TURN_BYTES = 8L << 20;

    private final JournalFile[] files;
    private volatile int active;
    private volatile long last;
    private final SharedSync syncs;

    private Journal(JournalFile[] files, long last) {
        this.files = files;
        this.last = last;
        this.syncs = new SharedSync(() -> this.last, () -> this.files[active].sync());
    }

    /**
     * Opens a journal, empty.
     *
     * @param paths its two files
     * @param last the number of the last entry that the database has
     * @return the journal
     * @throws IOException if a file cannot be made or emptied
     */
    static Journal open(List<Path> paths, long last) throws IOException {
        return new Journal(new JournalFile[] {JournalFile.open(paths.get(0)), JournalFile.open(paths.get(1))}, last);
    }

    /**
     * Adds an entry, which is then safe from the death of the process.
     *
     * @return its number
     * @throws IOException if it cannot be written
     */
    long add(byte[] steps) throws IOException {
        int other = 1 - active;
        if (files[active].length() > TURN_BYTES && files[other].length() == 0) {
            sync(last);
            active = other;
        }
        long number = last + 1;
        files[active].append(number, syncs.safe(), steps);
        last = number;
        return number;
    }

    /** The number of the last entry. */
    long last() {
        return last;
    }

    /** Returns when an entry and all before it are safe from a power loss. */
    void sync(long number) throws IOException {
        syncs.reach(number);
    }

    /** Whether a file that is not written any more has entries, and none that the database lacks. */
    boolean canForget(long applied) {
        JournalFile other = files[1 - active];
        return other.length() > 0 && other.last() <= applied;
    }

    /** Empties that file; what it holds must be safe in the database. */
    void forget() throws IOException {
        files[1 - active].clear();
    }

    /** Empties both files, when the database has everything. */
    void forgetAll() throws IOException {
        files[0].clear();
        files[1].clear();
    }

    @Override
    public void close() throws IOException {
        try (JournalFile one = files[0];
                JournalFile other = files[1]) {
            active = 0;
        }
    }

    /**
     * Reads what a run that did not end in good order has left.
     *
     * @param paths the journal's files, which need not exist
     * @return the entries without a gap, in the order of their numbers
     * @throws IOException if a file cannot be read, or an entry that was safe is damaged
     */
    static List<Entry> left(List<Path> paths) throws IOException {
        List<Found> found = new ArrayList<>();
        for (Path path : paths) {
            found.addAll(JournalFile.read(path));
        }
        found.sort(Comparator.comparingLong(one -> one.entry().number()));
        List<Entry> entries = new ArrayList<>();
        for (Found one : found) {
            Entry entry = one.entry();
            boolean gap = entries.isEmpty()
                    ? one.afterDamage()
                    : entry.number() != entries.get(entries.size() - 1).number() + 1;
            if (gap) {
                long missing = entries.isEmpty()
                        ? entry.number() - 1
                        : entries.get(entries.size() - 1).number() + 1;
                requireNeverSafe(missing, found);
                break;
            }
            entries.add(entry);
        }
        return entries;
    }

    /** A power loss leaves holes, but never before what was synced: there one is damage. */
    private static void requireNeverSafe(long missing, List<Found> found) throws IOException {
        for (Found one : found) {
            if (one.entry().synced() >= missing) {
                throw new IOException("entry " + missing + " of its journal fails its checksum");
            }
        }
    }
}
