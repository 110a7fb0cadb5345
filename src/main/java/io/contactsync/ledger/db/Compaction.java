package io.contactsync.ledger.db;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import io.contactsync.state.LedgerException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Compacts a database during a run: suspends the connection pool, waits until all connections are returned, shuts the
 * database down compacted, and resumes the pool. Connections are used for single statements and short transactions, so
 * the wait is short. If a connection is kept for longer than two seconds, the compaction is postponed.
 */
final class Compaction implements GroupCommitWriter.Maintenance {

    private static final long MAX_WAIT_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final DatabaseFile file;
    private final HikariDataSource pool;
    private final CommitSerial serial;
    private final DatabaseFailures failures;

    Compaction(DatabaseFile file, HikariDataSource pool, CommitSerial serial, DatabaseFailures failures) {
        this.file = file;
        this.pool = pool;
        this.serial = serial;
        this.failures = failures;
    }

    @Override
    public Connection connect() throws SQLException {
        Connection connection = DatabaseFileSize.connect(file.url());
        try (Statement statement = connection.createStatement()) {
            requireLast(statement);
            return connection;
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    private void requireLast(Statement statement) throws SQLException {
        file.requireSerial(statement, serial.last());
    }

    @Override
    public void sync(Connection connection) throws SQLException {
        long last = serial.last();
        H2.sync(connection);
        try {
            serial.synced(last);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void beforeCommit(StatementCache statements) throws SQLException {
        serial.advance(statements);
    }

    @Override
    public void afterCommit() throws IOException {
        serial.committed();
    }

    @Override
    public LedgerException failure(Throwable cause) {
        return failures.translate("cannot be written", cause);
    }

    @Override
    public boolean isCompactionDue() throws IOException {
        return file.size().isBloated();
    }

    @Override
    public void compact() throws SQLException, IOException {
        HikariPoolMXBean poolControl = pool.getHikariPoolMXBean();
        poolControl.suspendPool();
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            if (awaitAllReturned(poolControl)) {
                poolControl.softEvictConnections();
                file.size().shutDown(statement, this::requireLast);
                file.sync();
            }
        } finally {
            poolControl.resumePool();
        }
    }

    private static boolean awaitAllReturned(HikariPoolMXBean poolControl) {
        long end = System.nanoTime() + MAX_WAIT_NANOS;
        while (poolControl.getActiveConnections() > 0) {
            if (System.nanoTime() - end > 0) {
                return false;
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
        return true;
    }
}
