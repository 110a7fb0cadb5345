package io.contactsync.ledger.db;

import io.contactsync.state.StateDirectory;
import io.contactsync.support.OwnerOnlyFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Records the size of a job's H2 file when it is closed, and compacts the file if it has grown. */
final class DatabaseFileSize {

    private static final long MIN_GROWTH_BYTES = 1L << 20;
    /** Above this size, a file is compacted during a run if it is three times its last compacted size or more. */
    static final long MAX_BYTES = 1L << 30;

    private static final int MIN_GROWTH_FACTOR = 3;
    private static final int MAX_ATTEMPTS = 100;
    private static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private final StateDirectory state;
    private final String job;
    private final Path file;
    private final String quickUrl;
    private final long maxBytes;

    DatabaseFileSize(StateDirectory state, String job, Path file, String quickUrl, long maxBytes) {
        this.state = state;
        this.job = job;
        this.file = file;
        this.quickUrl = quickUrl;
        this.maxBytes = maxBytes;
    }

    /** Returns the size at the last close and the size after the last compaction; 0 if unknown. */
    private long[] readSizes() throws IOException {
        Path record = state.file(job + ".size");
        String text = Files.exists(record) ? Files.readString(record).strip() : "";
        if (!text.matches("\\d{1,18} \\d{1,18}")) {
            return new long[2];
        }
        return Arrays.stream(text.split(" ")).mapToLong(Long::parseLong).toArray();
    }

    /** Returns the size at the last close; the file only grows until it is compacted. */
    long recordedSize() throws IOException {
        return readSizes()[0];
    }

    private void record(long closed, long compacted) {
        state.write(job + ".size", closed + " " + compacted);
    }

    /** Records the size of a new file. */
    void recordSize() throws IOException {
        OwnerOnlyFile.restrict(file);
        long size = Files.size(file);
        record(size, size);
    }

    /**
     * Shuts the database down, compacts it if it has grown by a quarter since the last compaction, and records its
     * size. Restores the interrupt flag afterwards.
     *
     * @param check checks that the database, which is opened again to be compacted, has not become an older one
     */
    void shutDown(Statement statement, LedgerDatabase.Check check) throws SQLException, IOException {
        boolean interrupted = Thread.interrupted();
        try {
            long compacted = readSizes()[1];
            boolean grown = Files.size(file) > compacted + Math.max(MIN_GROWTH_BYTES, compacted / 4);
            // From here on it may shrink.
            record(0, 0);
            statement.execute(H2.SHUTDOWN);
            if (grown) {
                compact(check);
            }
            OwnerOnlyFile.restrict(file);
            long size = Files.size(file);
            record(size, grown ? size : compacted);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void compact(LedgerDatabase.Check check) throws SQLException, IOException {
        try (Connection connection = connect(quickUrl);
                Statement statement = connection.createStatement()) {
            check.check(statement);
            statement.execute(H2.SHUTDOWN_COMPACT);
        } finally {
            Files.deleteIfExists(state.file(job + H2.COMPACTION_SUFFIX));
        }
    }

    /** Connects to a database that this process has just closed; a read-only process may have it open for a moment. */
    static Connection connect(String url) throws SQLException {
        for (int attempt = 1; true; attempt++) {
            try {
                return DriverManager.getConnection(url);
            } catch (SQLException e) {
                if (!H2.isInUse(e) || attempt == MAX_ATTEMPTS) {
                    throw e;
                }
                LockSupport.parkNanos(RETRY_NANOS);
            }
        }
    }

    /** Returns whether the file has grown so much that it is compacted during a run. */
    boolean isBloated() throws IOException {
        return Files.size(file) > Math.max(maxBytes, MIN_GROWTH_FACTOR * readSizes()[1]);
    }
}
