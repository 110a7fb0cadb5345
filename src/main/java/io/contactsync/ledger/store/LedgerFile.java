package io.contactsync.ledger.store;

import io.contactsync.ledger.state.LedgerUnusable;
import io.contactsync.ledger.state.StateDirectory;
import io.contactsync.support.AtomicFile;
import io.contactsync.support.OwnerOnlyFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** A job's H2 file as a file: whether it is there and as long as it was left, its backup, who may read it. */
final class LedgerFile {

    private static final String SUFFIX = ".mv.db";

    private final StateDirectory state;
    private final String job;
    private final Path file;
    private final Path backup;
    private final FileLength length;

    LedgerFile(StateDirectory state, String job, long longestBytes) {
        this.state = state;
        this.job = job;
        this.file = state.file(job + SUFFIX);
        this.backup = state.file(job + ".backup" + SUFFIX);
        this.length = new FileLength(state, job, file, quickUrl(), longestBytes);
    }

    /** Where the database is, for use by threads that may be interrupted: it is opened again then. */
    String url() {
        return url("retry:", state.file(job));
    }

    /** Where the database is, for use by one thread that nobody interrupts: an interrupt closes it. */
    String quickUrl() {
        return url("file:", state.file(job));
    }

    /** Where a new database is made, before it takes its place whole. */
    String newUrl() {
        return url("file:", state.file(job + ".new"));
    }

    private static String url(String access, Path path) {
        return "jdbc:h2:" + access + path.toAbsolutePath()
                + ";DB_CLOSE_ON_EXIT=FALSE;WRITE_DELAY=0;REUSE_SPACE=FALSE;TRACE_LEVEL_FILE=0";
    }

    /**
     * Whether the job has no ledger yet.
     *
     * @throws LedgerUnusable if it had one, or has one that is shorter than it was left
     */
    boolean isFresh() throws IOException {
        if (!Files.exists(file)) {
            if (Files.exists(backup)) {
                throw new LedgerUnusable("the ledger " + file + " is gone: copy its backup " + backup + " (" + age()
                        + ") to it to go on from there, or move the backup away to begin without links; "
                        + FOUND_AGAIN);
            }
            if (hasJournal()) {
                throw new LedgerUnusable("the ledger " + file + " is gone, and its journal " + journals()
                        + " is not: bring the ledger back, or move the journal away to begin without links; "
                        + FOUND_AGAIN);
            }
            return true;
        }
        long size = Files.size(file);
        boolean restored = Files.exists(backup) && Files.size(backup) == size;
        if (size == 0 || (size < length.left() && !restored)) {
            throw broken("it has " + size + " bytes, fewer than it was left with", null);
        }
        return false;
    }

    /** The two files of its journal. */
    List<Path> journals() {
        return List.of(state.file(job + ".journal-1"), state.file(job + ".journal-2"));
    }

    /** Whether something is in its journal. */
    boolean hasJournal() throws IOException {
        for (Path journal : journals()) {
            if (Files.exists(journal) && Files.size(journal) > 0) {
                return true;
            }
        }
        return false;
    }

    private static final String FOUND_AGAIN = "contacts that are in the target are found again by the match fields";

    /** An error that says what is broken and what to do about it. */
    LedgerUnusable broken(String why, @org.jspecify.annotations.Nullable Throwable cause) {
        String cure = Files.exists(backup)
                ? "copy its backup " + backup + " (" + age() + ") over it; "
                : "it has no backup: move it away to begin without links; ";
        String message = "the ledger " + file + " is broken (" + why + "): " + cure + FOUND_AGAIN;
        return cause == null ? new LedgerUnusable(message) : new LedgerUnusable(message, cause);
    }

    private String age() {
        try {
            return "of " + Files.getLastModifiedTime(backup);
        } catch (IOException e) {
            return "of unknown age";
        }
    }

    /** How long the file is, was left, and may become. */
    FileLength length() {
        return length;
    }

    /** Makes room for a new database that nobody else can read. */
    void prepareNew() throws IOException {
        Path fresh = state.file(job + ".new" + SUFFIX);
        Files.deleteIfExists(fresh);
        OwnerOnlyFile.create(fresh);
    }

    /** Puts the new database in its place. */
    void takeNew() throws IOException {
        Path fresh = state.file(job + ".new" + SUFFIX);
        OwnerOnlyFile.restrict(fresh);
        AtomicFile.move(fresh, file);
    }

    /** Copies the file, which is closed, over the last backup: whole or not at all. */
    void backUp() {
        try {
            AtomicFile.replace(backup, this::copy, AtomicFile.Option.OWNER_ONLY, AtomicFile.Option.SYNC);
        } catch (IOException e) {
            throw new LedgerUnusable(
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
