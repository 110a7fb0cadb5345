package io.contactsync.ledger.db;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The prepared statements of one connection. Not thread-safe. */
public final class StatementCache {

    private final Connection connection;
    private final Map<String, PreparedStatement> prepared = new HashMap<>();
    private final Map<String, Long> lastIds = new HashMap<>();

    StatementCache(Connection connection) {
        this.connection = connection;
    }

    /**
     * Executes a statement.
     *
     * @return the number of changed rows
     */
    public int execute(String sql, @Nullable Object... values) throws SQLException {
        return prepare(sql, values).executeUpdate();
    }

    /** Executes a query and returns the result of the extractor. */
    public <T> T query(String sql, LedgerDatabase.ResultExtractor<T> reader, @Nullable Object... values)
            throws SQLException {
        try (ResultSet rows = prepare(sql, values).executeQuery()) {
            return reader.read(rows);
        }
    }

    /**
     * Returns the next id of a table: larger than all its ids, and than all ids returned before. There is only one
     * writer, so ids are unique.
     */
    public long nextId(String table) throws SQLException {
        Long last = lastIds.get(table);
        if (last == null) {
            last = query("select coalesce(max(id), 0) from " + table, row -> {
                row.next();
                return row.getLong(1);
            });
        }
        long next = last + 1;
        lastIds.put(table, next);
        return next;
    }

    private PreparedStatement prepare(String sql, @Nullable Object... values) throws SQLException {
        PreparedStatement statement = prepared.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            prepared.put(sql, statement);
        }
        bind(statement, values);
        return statement;
    }

    /** Sets a statement's values; a {@code String[]} becomes an SQL array. */
    static void bind(PreparedStatement statement, @Nullable Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            if (values[i] instanceof String[] texts) {
                statement.setArray(i + 1, statement.getConnection().createArrayOf("varchar", texts));
            } else {
                statement.setObject(i + 1, values[i]);
            }
        }
    }

    /** The root cause of a failure in one line, without the SQL that H2 quotes. */
    static String reason(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String message = root.getMessage();
        return message == null ? root.toString() : message.split("; SQL statement|\\R", 2)[0];
    }

    void commit() throws SQLException {
        connection.commit();
    }

    void rollback() throws SQLException {
        connection.rollback();
    }
}
