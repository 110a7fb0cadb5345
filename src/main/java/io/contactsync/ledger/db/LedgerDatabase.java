package io.contactsync.ledger.db;

import com.zaxxer.hikari.HikariDataSource;
import io.contactsync.state.JobLock;
import io.contactsync.state.LedgerException;
import io.contactsync.state.StateDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The open database of a job: read through a pool, written by one thread. */
public final class LedgerDatabase implements AutoCloseable {

    /** A file is not left longer than this in the middle of a run, where compacting it helps. */
    public static final long LONGEST_BYTES = DatabaseFileSize.LONGEST_BYTES;

    private static final int CONNECTIONS = 24;

    /** Looks at every row of a database before it is used. */
    public interface Check {

        /**
         * Looks at them.
         *
         * @param statement to query with, row by row
         * @throws io.contactsync.state.LedgerException if a row is not what was written
         * @throws SQLException if they cannot be read
         */
        void of(Statement statement) throws SQLException;
    }

    /** Inserts or updates a row of {@code meta}; its values are name and text. */
    public static final String PUT_META = """
            merge into meta using (values (cast(? as varchar), cast(? as varchar))) as given (name, text)
            on meta.name = given.name
            when matched then update set text = given.text
            when not matched then insert (name, text) values (given.name, given.text)""";

    private final JobLock owner;
    private final DatabaseFile file;
    private final HikariDataSource dataSource;
    private final GroupCommitWriter commits;

    private LedgerDatabase(JobLock owner, DatabaseFile file, LongSupplier nanoTime) throws SQLException {
        this.owner = owner;
        this.file = file;
        this.dataSource = pool(file.url());
        this.commits = new GroupCommitWriter(new Compaction(file, dataSource), nanoTime);
    }

    /**
     * Opens a job's database: makes it where there is none, else makes sure that it is whole, and copies it.
     *
     * @param state the directory it is in
     * @param job the job's name
     * @param rows looks at every row
     * @param longestBytes from which length on the file is compacted in the middle of a run
     * @param nanoTime the clock that measures how long a deferred write has waited
     * @return the open database
     * @throws io.contactsync.state.LedgerException.InUse if another process has it
     * @throws io.contactsync.state.LedgerException.Unusable if it is not whole, or gone, or cannot be opened
     */
    public static LedgerDatabase open(
            StateDirectory state, String job, Check rows, long longestBytes, LongSupplier nanoTime) {
        JobLock owner = JobLock.take(state, job);
        DatabaseFile file = new DatabaseFile(state, job, longestBytes);
        try {
            new DatabaseOpener(file, state.hash(), job, rows).prepare();
            return new LedgerDatabase(owner, file, nanoTime);
        } catch (LedgerException e) {
            owner.close();
            throw e;
        } catch (SQLException | IOException | RuntimeException e) {
            owner.close();
            throw file.broken(StatementCache.reason(e), e);
        }
    }

    /**
     * Returns whether a killed run of an earlier version has left something in its journal.
     *
     * @param state the directory of the job's ledger
     * @param job the job's name
     * @throws LedgerException if the directory cannot be read
     */
    public static boolean hasOldJournal(StateDirectory state, String job) {
        DatabaseFile file = new DatabaseFile(state, job, LONGEST_BYTES);
        try {
            return file.hasOldJournal();
        } catch (IOException e) {
            throw new LedgerException("the journal of the ledger " + file + " cannot be read: " + e, e);
        }
    }

    private static HikariDataSource pool(String url) {
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl(url);
        pool.setMinimumIdle(1);
        pool.setMaximumPoolSize(CONNECTIONS);
        pool.setPoolName("ledger");
        pool.setAllowPoolSuspension(true);
        return pool;
    }

    /**
     * The database itself.
     *
     * @return a pool of connections
     */
    public DataSource dataSource() {
        return dataSource;
    }

    /** The two journal files that earlier versions wrote beside the database; they need not exist. */
    public List<Path> oldJournals() {
        return file.oldJournals();
    }

    /**
     * Writes later: within 200 ms, or with the next {@link #write}. Reads see it at once. If it fails, every later call
     * fails.
     *
     * @param write what to write
     * @throws LedgerException if an earlier deferred write has failed
     */
    public void defer(Write write) {
        commits.defer(write);
    }

    /**
     * Returns when all deferred writes are on disk.
     *
     * @throws LedgerException if one has failed
     */
    public void flush() {
        commits.flush();
    }

    /**
     * Writes, and returns when it is on disk, together with everything deferred before it.
     *
     * @param write what to write
     * @throws LedgerException if it could not be written; then nothing of it was, unless the disk failed in the commit
     */
    public void write(Write write) {
        commits.write(write);
    }

    /**
     * Writes like {@link #write}, and returns when the commit is also synced, so that a power loss does not lose it.
     *
     * @throws LedgerException if it could not be written or synced; after a failed sync, every later call fails, too
     */
    public void writeSynced(Write write) {
        commits.writeSynced(write);
    }

    /**
     * Reads. Deferred writes are flushed first, so that the result contains them.
     *
     * @param <T> what comes of it
     * @param sql the query, with a question mark for each value
     * @param values its values
     * @param reader makes something of the rows
     * @return what it made
     * @throws LedgerException if the database cannot be read; {@code LedgerUnusable} if it is damaged
     */
    public <T> T query(String sql, Object[] values, ResultExtractor<T> reader) {
        commits.flush();
        // An interrupt would close the file; it is passed on afterwards.
        boolean interrupted = Thread.interrupted();
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            StatementCache.bind(statement, values);
            try (ResultSet rows = statement.executeQuery()) {
                return reader.read(rows);
            }
        } catch (SQLException e) {
            // What an opening does not look at, such as the page of an index, can be damaged all the same.
            throw H2.isDamage(e)
                    ? file.broken(StatementCache.reason(e), e)
                    : new LedgerException("the ledger " + file + " cannot be read: " + StatementCache.reason(e), e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** What the ledger says of itself under a name, if anything. */
    Optional<String> meta(String name) {
        return query(
                "select text from meta where name = ?",
                new Object[] {name},
                rows -> rows.next() ? Optional.of(rows.getString(1)) : Optional.empty());
    }

    /** Has the ledger say something of itself. */
    void meta(String name, String text) {
        write(statements -> statements.execute(PUT_META, name, text));
    }

    /** Writes all deferred writes, and closes the file, compacted if it has grown. */
    @Override
    public void close() {
        try (owner) {
            try {
                commits.close();
            } finally {
                dataSource.close();
                shutDown();
            }
        } catch (SQLException | IOException e) {
            throw new LedgerException("the ledger " + file + " cannot be closed: " + StatementCache.reason(e), e);
        }
    }

    private void shutDown() throws SQLException, IOException {
        try (Connection connection = DriverManager.getConnection(file.url());
                Statement statement = connection.createStatement()) {
            file.length().shutDown(statement);
        }
    }

    /**
     * Makes something of the rows that a query has found.
     *
     * @param <T> what it makes
     */
    public interface ResultExtractor<T> {

        /**
         * Reads the rows.
         *
         * @param rows the rows, before the first
         * @return what they say
         * @throws SQLException if they cannot be read
         */
        T read(ResultSet rows) throws SQLException;
    }

    /** One or more statements that are committed together. Executed again if another write of its group fails. */
    public interface Write {

        /**
         * Executes them.
         *
         * @param statements where to
         * @throws SQLException if the database refuses one; then none is written
         */
        void execute(StatementCache statements) throws SQLException;

        /**
         * Returns a write that does the same as this one followed by the next one, or null if both are to be executed.
         */
        default @Nullable Write followedBy(Write next) {
            return null;
        }
    }
}
