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

/** How long a job's H2 file is: noted beside it when it is closed, and brought down by compacting. */
final class DatabaseFileSize {

    private static final long WORTH_COMPACTING_BYTES = 1L << 20;
    /** Longer than this a file is compacted in the middle of a run, where that makes it three times shorter or more. */
    static final long MAX_BYTES = 1L << 30;

    private static final int TIMES_SHORTER = 3;
    private static final int MOST_TRIES = 100;
    private static final long BETWEEN_TRIES_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private final StateDirectory state;
    private final String job;
    private final Path file;
    private final String quickUrl;
    private final long longestBytes;

    DatabaseFileSize(StateDirectory state, String job, Path file, String quickUrl, long longestBytes) {
        this.state = state;
        this.job = job;
        this.file = file;
        this.quickUrl = quickUrl;
        this.longestBytes = longestBytes;
    }

    /** How long the file was left, and how long it was when it was compacted last; 0 where that is not known. */
    private long[] readSizes() throws IOException {
        Path noted = state.file(job + ".size");
        String text = Files.exists(noted) ? Files.readString(noted).strip() : "";
        if (!text.matches("\\d{1,18} \\d{1,18}")) {
            return new long[2];
        }
        return Arrays.stream(text.split(" ")).mapToLong(Long::parseLong).toArray();
    }

    /** How long the file was left: it only grows until it is compacted. */
    long recordedSize() throws IOException {
        return readSizes()[0];
    }

    private void record(long left, long compacted) {
        state.write(job + ".size", left + " " + compacted);
    }

    /** Notes how long a new file is. */
    void recordSize() throws IOException {
        OwnerOnlyFile.restrict(file);
        long size = Files.size(file);
        record(size, size);
    }

    /**
     * Shuts the database down, compacts it where it has become so much longer since it was compacted last that it is
     * worth the time, and notes how long it is left. An interrupt is passed on afterwards.
     */
    void shutDown(Statement statement) throws SQLException, IOException {
        boolean interrupted = Thread.interrupted();
        try {
            long compacted = readSizes()[1];
            boolean grown = Files.size(file) > compacted + Math.max(WORTH_COMPACTING_BYTES, compacted / 4);
            // From here on it may become shorter.
            record(0, 0);
            statement.execute(H2.SHUTDOWN);
            if (grown) {
                compact();
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

    private void compact() throws SQLException {
        try (Connection connection = connect(quickUrl);
                Statement statement = connection.createStatement()) {
            statement.execute(H2.SHUTDOWN_COMPACT);
        }
    }

    /** Connects to a database that this process has had open: whoever looks at it meanwhile is gone in a moment. */
    static Connection connect(String url) throws SQLException {
        for (int tries = 1; true; tries++) {
            try {
                return DriverManager.getConnection(url);
            } catch (SQLException e) {
                if (!H2.isInUse(e) || tries == MOST_TRIES) {
                    throw e;
                }
                LockSupport.parkNanos(BETWEEN_TRIES_NANOS);
            }
        }
    }

    /** Whether the file has become so long that it is not left so until the run ends. */
    boolean isBloated() throws IOException {
        return Files.size(file) > Math.max(longestBytes, TIMES_SHORTER * readSizes()[1]);
    }
}
