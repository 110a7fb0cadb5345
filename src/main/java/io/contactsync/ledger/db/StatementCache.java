package io.contactsync.ledger.db;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The statements of one connection, each prepared once. Not for several threads. */
public final class StatementCache {

    private final Connection connection;
    private final Map<String, PreparedStatement> prepared = new HashMap<>();
    private final Map<String, Long> lastNumbers = new HashMap<>();

    StatementCache(Connection connection) {
        this.connection = connection;
    }

    /**
     * Executes a statement.
     *
     * @param sql the statement, with a question mark for each value
     * @param values its values
     * @return the number of rows it changed
     * @throws SQLException if the database refuses it
     */
    public int execute(String sql, @Nullable Object... values) throws SQLException {
        return prepare(sql, values).executeUpdate();
    }

    /**
     * Asks for rows.
     *
     * @param <T> what is made of them
     * @param sql the query, with a question mark for each value
     * @param reader makes something of the rows
     * @param values the query's values
     * @return what was made of the rows
     * @throws SQLException if the database refuses it
     */
    public <T> T query(String sql, LedgerDatabase.ResultExtractor<T> reader, @Nullable Object... values)
            throws SQLException {
        try (ResultSet rows = prepare(sql, values).executeQuery()) {
            return reader.read(rows);
        }
    }

    /**
     * The next number for a table's rows. All writing passes through here, so nobody else gives numbers out.
     *
     * @param table a table with a column {@code id}
     * @return a number larger than any that a row of it has or had in this connection
     * @throws SQLException if the database cannot be read
     */
    public long next(String table) throws SQLException {
        Long last = lastNumbers.get(table);
        if (last == null) {
            last = query("select coalesce(max(id), 0) from " + table, row -> {
                row.next();
                return row.getLong(1);
            });
        }
        long next = last + 1;
        lastNumbers.put(table, next);
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
