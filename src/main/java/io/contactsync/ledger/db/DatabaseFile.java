package io.contactsync.ledger.db;

import io.contactsync.state.LedgerException;
import io.contactsync.state.StateDirectory;
import io.contactsync.support.AtomicFile;
import io.contactsync.support.OwnerOnlyFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** A job's H2 file as a file: whether it is there and as long as it was left, its backup, who may read it. */
final class DatabaseFile {

    private final StateDirectory state;
    private final String job;
    private final Path file;
    private final Path backup;
    private final DatabaseFileSize size;

    DatabaseFile(StateDirectory state, String job, long longestBytes) {
        this.state = state;
        this.job = job;
        this.file = state.file(job + H2.FILE_SUFFIX);
        this.backup = state.file(job + ".backup" + H2.FILE_SUFFIX);
        this.size = new DatabaseFileSize(state, job, file, uninterruptedUrl(), longestBytes);
    }

    /** The database's URL for threads that may be interrupted. */
    String url() {
        return H2.url(state.file(job));
    }

    /** The database's URL for a thread that nobody interrupts. */
    String uninterruptedUrl() {
        return H2.uninterruptedUrl(state.file(job));
    }

    /** The URL at which a new database is created before the complete file is moved to its place. */
    String newUrl() {
        return H2.uninterruptedUrl(state.file(job + ".new"));
    }

    /**
     * Whether the job has no ledger yet.
     *
     * @throws LedgerException.Unusable if it had one, or has one that is shorter than it was left
     */
    boolean isNew() throws IOException {
        if (!Files.exists(file)) {
            if (Files.exists(backup)) {
                throw new LedgerException.Unusable(
                        "the ledger " + file + " is gone: copy its backup " + backup + " (" + backupAge()
                                + ") to it to go on from there, or move the backup away to begin without links; "
                                + FOUND_AGAIN);
            }
            if (hasOldJournal()) {
                throw new LedgerException.Unusable(
                        "the ledger " + file + " is missing, but its journal " + oldJournals()
                                + " exists: restore the ledger, or move the journal away to begin without links; "
                                + FOUND_AGAIN);
            }
            return true;
        }
        long size = Files.size(file);
        boolean restored = Files.exists(backup) && Files.size(backup) == size;
        if (size == 0 || (size < size.recordedSize() && !restored)) {
            throw broken("it has " + size + " bytes, fewer than it was left with", null);
        }
        return false;
    }

    /** The two journal files that earlier versions wrote beside the database. */
    List<Path> oldJournals() {
        return List.of(state.file(job + ".journal-1"), state.file(job + ".journal-2"));
    }

    /** Returns whether a killed run of an earlier version has left something in its journal. */
    boolean hasOldJournal() throws IOException {
        for (Path journal : oldJournals()) {
            if (Files.exists(journal) && Files.size(journal) > 0) {
                return true;
            }
        }
        return false;
    }

    private static final String FOUND_AGAIN = "contacts that are in the target are found again by the match fields";

    /** An error that says what is broken and what to do about it. */
    LedgerException.Unusable broken(String why, @org.jspecify.annotations.Nullable Throwable cause) {
        String cure = Files.exists(backup)
                ? "copy its backup " + backup + " (" + backupAge() + ") over it; "
                : "it has no backup: move it away to begin without links; ";
        String message = "the ledger " + file + " is broken (" + why + "): " + cure + FOUND_AGAIN;
        return cause == null ? new LedgerException.Unusable(message) : new LedgerException.Unusable(message, cause);
    }

    private String backupAge() {
        try {
            return "of " + Files.getLastModifiedTime(backup);
        } catch (IOException e) {
            return "of unknown age";
        }
    }

    /** How long the file is, was left, and may become. */
    DatabaseFileSize size() {
        return size;
    }

    /** Makes room for a new database that nobody else can read. */
    void prepareNew() throws IOException {
        Path fresh = state.file(job + ".new" + H2.FILE_SUFFIX);
        Files.deleteIfExists(fresh);
        OwnerOnlyFile.create(fresh);
    }

    /** Puts the new database in its place. */
    void installNew() throws IOException {
        Path fresh = state.file(job + ".new" + H2.FILE_SUFFIX);
        OwnerOnlyFile.restrict(fresh);
        AtomicFile.move(fresh, file);
    }

    /** Copies the file, which is closed, over the last backup: whole or not at all. */
    void backUp() {
        try {
            AtomicFile.replace(backup, this::copy, AtomicFile.Option.OWNER_ONLY, AtomicFile.Option.SYNC);
        } catch (IOException e) {
            throw new LedgerException.Unusable(
                    "the backup " + backup + " cannot be written, and nothing is begun without one: " + e, e);
        }
    }

    private long copy(Path to) throws IOException {
        try (FileChannel in = FileChannel.open(file, StandardOpenOption.READ);
                FileChannel out = FileChannel.open(to, StandardOpenOption.WRITE)) {
            long copied = 0;
            while (copied < in.size()) {
                copied += in.transferTo(copied, in.size() - copied, out);
            }
            return copied;
        }
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
