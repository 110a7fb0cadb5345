package io.contactsync.ledger.db;

import com.zaxxer.hikari.HikariDataSource;
import io.contactsync.state.JobLock;
import io.contactsync.state.LedgerException;
import io.contactsync.state.StateDirectory;
import io.contactsync.support.FatalErrorHandler;
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

/** The open database of a job. It is read through a connection pool and written by one thread. */
public final class LedgerDatabase implements AutoCloseable {

    /** The size above which the file is compacted during a run. */
    public static final long MAX_BYTES = DatabaseFileSize.MAX_BYTES;

    private static final int CONNECTIONS = 24;

    /** Checks every row of a database before it is used. */
    public interface Check {

        /**
         * Checks the rows.
         *
         * @param statement a statement that reads row by row
         * @throws io.contactsync.state.LedgerException if a row is damaged
         */
        void check(Statement statement) throws SQLException;
    }

    /** Inserts or updates a row of {@code meta}. The parameters are name and text. */
    public static final String MERGE_META = """
            merge into meta using (values (cast(? as varchar), cast(? as varchar))) as given (name, text)
            on meta.name = given.name
            when matched then update set text = given.text
            when not matched then insert (name, text) values (given.name, given.text)""";

    private final JobLock lock;
    private final DatabaseFile file;
    private final DatabaseFailures failures;
    private final CommitSerial serial;
    private final @Nullable String restored;
    private final HikariDataSource dataSource;
    private final GroupCommitWriter commits;

    private LedgerDatabase(
            JobLock lock, DatabaseFile file, DatabaseFailures failures, LedgerStamp stamp, LongSupplier nanoTime)
            throws SQLException {
        this.lock = lock;
        this.file = file;
        this.failures = failures;
        this.serial = new CommitSerial(file.serial(), stamp.serial());
        this.restored = stamp.restored();
        this.dataSource = pool(file.url());
        this.commits = new GroupCommitWriter(new Compaction(file, dataSource, serial, failures), nanoTime);
    }

    /**
     * Opens a job's database. Creates it if there is none, else checks it and copies it to the backup.
     *
     * @param check checks every row
     * @param maxBytes the size above which the file is compacted during a run
     * @param nanoTime the clock that measures how long a deferred write has waited
     * @param recovery what happens to links that are lost, for messages
     * @throws io.contactsync.state.LedgerException.InUse if another process has it open
     * @throws io.contactsync.state.LedgerException.Unusable if it is damaged, missing, older than it was left, or
     *     cannot be opened
     */
    public static LedgerDatabase open(
            StateDirectory state,
            String job,
            Check check,
            long maxBytes,
            LongSupplier nanoTime,
            LinkRecovery recovery) {
        JobLock lock = JobLock.acquire(state, job);
        DatabaseFile file = new DatabaseFile(state, job, maxBytes, recovery);
        DatabaseFailures failures = new DatabaseFailures(file);
        try {
            LedgerStamp stamp = new DatabaseOpener(file, state, job).prepare(check);
            return new LedgerDatabase(lock, file, failures, stamp, nanoTime);
        } catch (SQLException | IOException | RuntimeException e) {
            lock.close();
            throw failures.atOpening(e);
        }
    }

    /**
     * Opens a job's database for reading only, with the same checks except that of every row.
     *
     * @throws LedgerException.InUse if another process has it open
     * @throws LedgerException.Unusable if it is damaged, older than it was left, or cannot be opened
     */
    public static ReadOnlyDatabase openReadOnly(StateDirectory state, String job) {
        DatabaseFile file = new DatabaseFile(state, job, MAX_BYTES, LinkRecovery.UNKNOWN);
        DatabaseFailures failures = new DatabaseFailures(file);
        try {
            return new DatabaseOpener(file, state, job).openReadOnly(failures);
        } catch (SQLException | IOException | RuntimeException e) {
            if (e instanceof SQLException sql && H2.isInUse(sql)) {
                throw new LedgerException.InUse("job '" + job + "' is running: "
                        + JobLock.holder(state, job).orElse("another process has its ledger"));
            }
            throw failures.atOpening(e);
        }
    }

    /**
     * Returns whether a job has a database.
     *
     * @throws LedgerException.Unusable if it had one that is now missing, truncated or not a regular file
     */
    public static boolean exists(StateDirectory state, String job) {
        state.requireRegularFiles(job);
        DatabaseFile file = new DatabaseFile(state, job, MAX_BYTES, LinkRecovery.UNKNOWN);
        try {
            return !file.isNew();
        } catch (IOException e) {
            throw file.broken(StatementCache.reason(e), e);
        }
    }

    /**
     * Returns whether a killed run of an earlier version has left a journal.
     *
     * @throws LedgerException if the directory cannot be read
     */
    public static boolean hasOldJournal(StateDirectory state, String job) {
        DatabaseFile file = new DatabaseFile(state, job, MAX_BYTES, LinkRecovery.UNKNOWN);
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

    /** Returns the connection pool. */
    public DataSource dataSource() {
        return dataSource;
    }

    /** Returns the two journal files of earlier versions; they need not exist. */
    public List<Path> oldJournals() {
        return file.oldJournals();
    }

    /**
     * Queues a write and returns at once. It is committed within 200 ms, or together with the next {@link #write}.
     * Queries see it. If it fails, every later call fails.
     *
     * @throws LedgerException if an earlier deferred write has failed
     */
    public void defer(Write write) {
        commits.defer(write);
    }

    /**
     * Returns when all deferred writes are committed.
     *
     * @throws LedgerException if one has failed
     */
    public void flush() {
        commits.flush();
    }

    /**
     * Writes, and returns when the write and everything deferred before it are committed.
     *
     * @throws LedgerException if the write failed; nothing of it is in the database, unless the commit itself failed
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
     * Executes a query and returns the result of the extractor. Deferred writes are flushed first, so that the query
     * sees them.
     *
     * @throws LedgerException if the database cannot be read; {@link LedgerException.Unusable} if it is damaged
     */
    public <T> T query(String sql, Object[] values, ResultExtractor<T> reader) {
        commits.flush();
        // An interrupt would close the file. The flag is restored afterwards.
        boolean interrupted = Thread.interrupted();
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            StatementCache.bind(statement, values);
            try (ResultSet rows = statement.executeQuery()) {
                return reader.read(rows);
            }
        } catch (SQLException | RuntimeException e) {
            FatalErrorHandler.check(e);
            // Pages that the check at opening does not read, such as those of an index, may be damaged.
            throw failures.whileReading(e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Returns a text of the table {@code meta}. */
    Optional<String> meta(String name) {
        return query(
                "select text from meta where name = ?",
                new Object[] {name},
                rows -> rows.next() ? Optional.of(rows.getString(1)) : Optional.empty());
    }

    /** Stores a text in the table {@code meta}. */
    void meta(String name, String text) {
        write(statements -> statements.execute(MERGE_META, name, text));
    }

    /**
     * Returns of which backup the ledger was restored, unless its missing links are accepted.
     *
     * @return the time of the backup
     */
    public Optional<String> restored() {
        return Optional.ofNullable(restored);
    }

    /** Records that the links that are missing in a restored ledger are accepted. */
    public void acceptRestored() {
        write(statements -> statements.execute("delete from meta where name = ?", LedgerStamp.RESTORED));
    }

    /**
     * Returns the exception for the operator if a failure of a user of the {@link #dataSource} was caused by the
     * database: it is damaged, or the disk is full.
     */
    public Optional<LedgerException> causeOf(Throwable failure) {
        return failures.causeOf(failure);
    }

    /** Commits all deferred writes and closes the file, compacted if it has grown. */
    @Override
    public void close() {
        // An interrupt would close the file. The flag is restored afterwards.
        boolean interrupted = Thread.interrupted();
        try (lock) {
            try {
                commits.close();
            } finally {
                dataSource.close();
                shutDown();
            }
        } catch (SQLException | IOException | RuntimeException e) {
            throw failures.translate("cannot be closed", e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void shutDown() throws SQLException, IOException {
        try (Connection connection = DriverManager.getConnection(file.url());
                Statement statement = connection.createStatement()) {
            file.requireSerial(statement, serial.last());
            file.size().shutDown(statement, reopened -> file.requireSerial(reopened, serial.last()));
        }
        file.sync();
        serial.close(file.checksum());
    }

    /** Converts the rows of a query to a result. */
    public interface ResultExtractor<T> {

        /** Reads the rows; the cursor is before the first row. */
        T read(ResultSet rows) throws SQLException;
    }

    /** One or more statements that are committed together. Executed again if another write of its group fails. */
    public interface Write {

        /**
         * Executes the statements.
         *
         * @throws SQLException if one fails; the transaction is then rolled back
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
