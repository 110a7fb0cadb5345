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
import org.jspecify.annotations.Nullable;

/** A job's H2 file: its URLs, its backup, and the check that it exists and is not truncated. */
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

    /** Returns the URL for threads that may be interrupted. */
    String url() {
        return H2.url(state.file(job));
    }

    /** Returns the faster URL for a thread that is never interrupted. */
    String uninterruptedUrl() {
        return H2.uninterruptedUrl(state.file(job));
    }

    /** Returns the URL at which a new database is created before the complete file is moved to its place. */
    String newUrl() {
        return H2.uninterruptedUrl(state.file(job + ".new"));
    }

    /**
     * Returns whether the job has no ledger yet.
     *
     * @throws LedgerException.Unusable if the ledger is missing, or shorter than when it was closed
     */
    boolean isNew() throws IOException {
        if (!Files.exists(file)) {
            if (Files.exists(backup)) {
                throw new LedgerException.Unusable(
                        "the ledger " + file + " is gone: copy its backup " + backup + " (" + backupAge()
                                + ") to it to continue from there, or move the backup away to start without links; "
                                + FOUND_AGAIN);
            }
            if (hasOldJournal()) {
                throw new LedgerException.Unusable(
                        "the ledger " + file + " is missing, but its journal " + oldJournals()
                                + " exists: restore the ledger, or move the journal away to start without links; "
                                + FOUND_AGAIN);
            }
            return true;
        }
        long length = Files.size(file);
        boolean restored = Files.exists(backup) && Files.size(backup) == length;
        if (length == 0 || (length < size.recordedSize() && !restored)) {
            throw broken("it has " + length + " bytes, fewer than it was left with", null);
        }
        return false;
    }

    /** Returns the two journal files of earlier versions; they need not exist. */
    List<Path> oldJournals() {
        return List.of(state.file(job + ".journal-1"), state.file(job + ".journal-2"));
    }

    /** Returns whether a killed run of an earlier version has left a journal. */
    boolean hasOldJournal() throws IOException {
        for (Path journal : oldJournals()) {
            if (Files.exists(journal) && Files.size(journal) > 0) {
                return true;
            }
        }
        return false;
    }

    private static final String FOUND_AGAIN = "contacts that are in the target are found again by the match fields";

    /** Creates the exception for a damaged ledger, with the remedy. */
    LedgerException.Unusable broken(String why, @Nullable Throwable cause) {
        String remedy = Files.exists(backup)
                ? "copy its backup " + backup + " (" + backupAge() + ") over it; "
                : "it has no backup: move it away to start without links; ";
        String message = "the ledger " + file + " is broken (" + why + "): " + remedy + FOUND_AGAIN;
        return cause == null ? new LedgerException.Unusable(message) : new LedgerException.Unusable(message, cause);
    }

    private String backupAge() {
        try {
            return "of " + Files.getLastModifiedTime(backup);
        } catch (IOException e) {
            return "of unknown age";
        }
    }

    /** Returns the size of the file and its record. */
    DatabaseFileSize size() {
        return size;
    }

    /** Creates an empty file for a new database, readable by its owner only. */
    void prepareNew() throws IOException {
        Path created = state.file(job + ".new" + H2.FILE_SUFFIX);
        Files.deleteIfExists(created);
        OwnerOnlyFile.create(created);
    }

    /** Moves the new database to its final name. */
    void installNew() throws IOException {
        Path created = state.file(job + ".new" + H2.FILE_SUFFIX);
        OwnerOnlyFile.restrict(created);
        AtomicFile.move(created, file);
    }

    /** Replaces the backup atomically with a copy of the closed file. */
    void backUp() {
        try {
            AtomicFile.replace(backup, this::copy, AtomicFile.Option.OWNER_ONLY, AtomicFile.Option.SYNC);
        } catch (IOException e) {
            throw new LedgerException.Unusable(
                    "the backup " + backup + " cannot be written, and no run starts without a backup: " + e, e);
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
