package io.contactsync.ledger.db;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** The database of a job, opened for reading only. Not thread-safe. */
public final class ReadOnlyDatabase implements AutoCloseable {

    private final Connection connection;
    private final LedgerStamp stamp;
    private final DatabaseFailures failures;

    ReadOnlyDatabase(Connection connection, LedgerStamp stamp, DatabaseFailures failures) {
        this.connection = connection;
        this.stamp = stamp;
        this.failures = failures;
    }

    /**
     * Executes a query and returns the result of the extractor.
     *
     * @throws io.contactsync.state.LedgerException if the database cannot be read
     */
    public <T> T query(String sql, LedgerDatabase.ResultExtractor<T> reader, Object... values) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            StatementCache.bind(statement, values);
            try (ResultSet rows = statement.executeQuery()) {
                return reader.read(rows);
            }
        } catch (SQLException | RuntimeException e) {
            throw failures.whileReading(e);
        }
    }

    /** Returns the time of the backup of which the ledger was restored, unless its missing links are accepted. */
    public Optional<String> restored() {
        return Optional.ofNullable(stamp.backup() == null ? stamp.restored() : stamp.backup());
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw failures.translate("cannot be closed", e);
        }
    }
}
