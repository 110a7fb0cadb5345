package io.contactsync.ledger.db;

import io.contactsync.state.LedgerException;
import io.contactsync.state.StateDirectory;
import io.contactsync.support.AtomicFile;
import io.contactsync.support.DiskSpace;
import io.contactsync.support.OwnerOnlyFile;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** A job's H2 file: its URLs, its backup, and the check that it exists and is not truncated. */
final class DatabaseFile {

    private final StateDirectory state;
    private final String job;
    private final Path file;
    private final Path backup;
    /** In messages: the file of which a dry run uses a copy, and its backup. */
    private final Path shownFile;

    private final Path shownBackup;
    private final DatabaseFileSize size;
    private final SerialFile serial;
    private final LinkRecovery recovery;

    DatabaseFile(StateDirectory state, String job, long longestBytes, LinkRecovery recovery) {
        this.state = state;
        this.job = job;
        this.file = state.file(job + H2.FILE_SUFFIX);
        this.backup = state.file(job + ".backup" + H2.FILE_SUFFIX);
        this.shownFile = state.original(job + H2.FILE_SUFFIX);
        this.shownBackup = state.original(job + ".backup" + H2.FILE_SUFFIX);
        this.size = new DatabaseFileSize(state, job, file, uninterruptedUrl(), longestBytes);
        this.serial = new SerialFile(state, job);
        this.recovery = recovery;
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

    /** Returns the URL for reading only, which creates no database. */
    String readOnlyUrl() {
        return H2.readOnlyUrl(state.file(job));
    }

    /**
     * Returns whether the job has no ledger yet.
     *
     * @throws LedgerException.Unusable if the ledger is missing
     */
    boolean isNew() throws IOException {
        if (!Files.exists(file)) {
            if (Files.exists(backup)) {
                throw new LedgerException.Unusable(
                        "the ledger " + file + " is gone: copy its backup " + backup + " (" + backupAge()
                                + ") to it to continue from there, or move the backup away to start without links; "
                                + recovery.afterBackup());
            }
            if (hasOldJournal()) {
                throw new LedgerException.Unusable(
                        "the ledger " + file + " is missing, but its journal " + oldJournals()
                                + " exists: restore the ledger, or move the journal away to start without links; "
                                + recovery.withoutLinks());
            }
            return true;
        }
        return false;
    }

    private void requireWhole() throws IOException {
        long length = Files.size(file);
        boolean restored = Files.exists(backup) && Files.size(backup) == length;
        if (length == 0 || (length < size.recordedSize() && !restored)) {
            throw broken("it has " + length + " bytes, fewer than it was left with", null);
        }
    }

    /**
     * Returns whether the closed file is not the one that was closed. This is also so for a backup that was put in its
     * place.
     *
     * @param recorded the content of the serial file
     * @throws LedgerException.Unusable if it is shorter than when it was closed
     */
    boolean hasChangedSince(Optional<SerialFile.Content> recorded) throws IOException {
        boolean closed = recorded.isPresent() && recorded.get().isClosed();
        boolean changed = closed && !recorded.get().checksum().equals(checksum());
        if (changed || !closed) {
            requireWhole();
        }
        return changed;
    }

    /**
     * Checks that a ledger is the one whose serial is recorded outside, and not older. A backup is lawful, too.
     *
     * @param stamp what the ledger says about itself
     * @param changed whether the file has changed since it was closed
     * @throws LedgerException.Unusable if it is another one or older
     */
    void requireCurrent(LedgerStamp stamp, Optional<SerialFile.Content> recorded, boolean changed) {
        if (recorded.isEmpty()) {
            return;
        }
        SerialFile.Content last = recorded.get();
        if (stamp.id() != null && !stamp.id().equals(last.ledger())) {
            throw broken("it is another ledger than the one that was left here", null);
        }
        if (stamp.backup() != null) {
            return;
        }
        if (stamp.serial() < last.required()) {
            throw older(stamp.serial(), last.required());
        }
        if (changed) {
            throw broken("its content has changed since it was closed", null);
        }
    }

    /**
     * Checks that a database that this process has opened again has its last commit. If a page is damaged, it may have
     * become an older one.
     *
     * @throws LedgerException.Unusable if it is older
     */
    void requireSerial(Statement statement, long last) throws SQLException {
        long serial = LedgerStamp.read(statement).serial();
        if (serial < last) {
            throw older(serial, last);
        }
    }

    private LedgerException.Unusable older(long serial, long last) {
        return broken(
                "it is older than it was left: its last commit is %d, and the last one was %d".formatted(serial, last),
                null);
    }

    /** Returns the checksum of the closed file. Not through a channel, which an interrupt would close. */
    String checksum() throws IOException {
        CRC32C crc = new CRC32C();
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = new FileInputStream(file.toFile())) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                crc.update(buffer, 0, read);
            }
        }
        return SerialFile.hex(crc.getValue());
    }

    /** Returns when the content of the closed file is on the disk. */
    void sync() throws IOException {
        sync(file);
    }

    private static void sync(Path file) throws IOException {
        try (RandomAccessFile closed = new RandomAccessFile(file.toFile(), "rw")) {
            closed.getFD().sync();
        }
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

    /** Creates the exception for a damaged ledger, with the remedy. */
    LedgerException.Unusable broken(String why, @Nullable Throwable cause) {
        String remedy = Files.exists(shownBackup)
                ? "copy its backup " + shownBackup + " (" + backupAge() + ") over it; " + recovery.afterBackup()
                : "it has no backup: move it away to start without links; " + recovery.withoutLinks();
        String message = "the ledger " + shownFile + " is broken (" + why + "): " + remedy;
        return cause == null ? new LedgerException.Unusable(message) : new LedgerException.Unusable(message, cause);
    }

    /** Creates the exception for a disk that is full. */
    LedgerException full(Throwable failure) {
        return new LedgerException("the ledger cannot be written: " + DiskSpace.message(file, failure), failure);
    }

    /** Creates the exception for a disk that is too full for a backup. */
    LedgerException fullForBackup(Throwable failure) {
        return new LedgerException(
                "the ledger's backup cannot be written, and no run starts without a backup: "
                        + DiskSpace.message(backup, failure),
                failure);
    }

    private String backupAge() {
        try {
            return "of " + Files.getLastModifiedTime(shownBackup);
        } catch (IOException e) {
            return "of unknown age";
        }
    }

    /** Returns the path of the file. */
    Path path() {
        return file;
    }

    /** Returns the state directory, where most files are that a run writes. */
    Path folder() {
        return state.file("");
    }

    /** Returns the serial that is kept outside the file. */
    SerialFile serial() {
        return serial;
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

    /** Deletes what a compaction of the new database has left if the disk is full; the database is whole without it. */
    void deleteUncompacted() throws IOException {
        Files.deleteIfExists(state.file(job + ".new" + H2.COMPACTION_SUFFIX));
    }

    /** Deletes what a failed creation has left. */
    void deleteNew(Exception failure) {
        try {
            Files.deleteIfExists(state.file(job + ".new" + H2.FILE_SUFFIX));
            deleteUncompacted();
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    /**
     * Replaces the backup atomically with a copy of the closed file, which says that it is a backup.
     *
     * @param serial the serial that it must have
     * @throws LedgerException.Unusable if the copy opens as an older ledger
     */
    void backUp(long serial) throws IOException, SQLException {
        // H2 opens only files with its suffix.
        String name = job + ".backup.new";
        Path copy = state.file(name + H2.FILE_SUFFIX);
        try {
            Files.deleteIfExists(copy);
            OwnerOnlyFile.create(copy);
            copy(copy);
            try (Connection connection = DriverManager.getConnection(H2.uninterruptedUrl(state.file(name)));
                    Statement statement = connection.createStatement()) {
                requireSerial(statement, serial);
                LedgerStamp.markAsBackup(
                        statement, Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
                statement.execute(H2.SHUTDOWN);
            }
            OwnerOnlyFile.restrict(copy);
            sync(copy);
            AtomicFile.move(copy, backup);
        } finally {
            Files.deleteIfExists(copy);
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
        return shownFile.toString();
    }
}
