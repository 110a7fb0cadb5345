package io.contactsync.ledger.db;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Compacts a database in the middle of a run: lends nobody a connection, waits until all that are lent are back, shuts
 * the database down compacted, and lends again. Connections are lent for single statements and short transactions, so
 * that takes no longer than the compaction; where one is kept longer, nothing is done until later.
 */
final class Compaction implements GroupCommitWriter.Maintenance {

    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final long LOOK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final DatabaseFile file;
    private final HikariDataSource pool;

    Compaction(DatabaseFile file, HikariDataSource pool) {
        this.file = file;
        this.pool = pool;
    }

    @Override
    public Connection connect() throws SQLException {
        return DatabaseFileSize.connect(file.url());
    }

    @Override
    public void sync(Connection connection) throws SQLException {
        H2.sync(connection);
    }

    @Override
    public boolean isCompactionDue() throws IOException {
        return file.length().isBloated();
    }

    @Override
    public void compact() throws SQLException, IOException {
        HikariPoolMXBean lending = pool.getHikariPoolMXBean();
        lending.suspendPool();
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            if (allAreBack(lending)) {
                lending.softEvictConnections();
                file.length().shutDown(statement);
            }
        } finally {
            lending.resumePool();
        }
    }

    private static boolean allAreBack(HikariPoolMXBean lending) {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (lending.getActiveConnections() > 0) {
            if (System.nanoTime() - end > 0) {
                return false;
            }
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
        return true;
    }
}
