package io.contactsync.ledger.db;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.contactsync.state.LedgerException;
import io.contactsync.state.StateDirectory;
import io.contactsync.support.DiskSpace;
import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Prepares a job's database for a run: creates it, or checks, compacts and backs it up. */
final class DatabaseOpener {

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseOpener.class);

    private static final String TABLES = "select count(*) from information_schema.tables where lower(table_name) in"
            + " ('meta', 'channel', 'link', 'match_value', 'reject', 'event', 'unlinked', 'run', 'run_mapping',"
            + " 'batch_job_instance')";
    private static final int TABLES_COUNT = 10;
    private static final int MAX_ATTEMPTS = 10;

    private final DatabaseFile file;
    private final StateDirectory state;
    private final String key;
    private final String job;

    DatabaseOpener(DatabaseFile file, StateDirectory state, String job) {
        this.file = file;
        this.state = state;
        this.key = state.hash().of("key", "of this ledger");
        this.job = job;
    }

    /**
     * Prepares the database for a run.
     *
     * @param rowCheck checks every row
     * @return what it then says about itself
     */
    LedgerStamp prepare(LedgerDatabase.Check rowCheck) throws SQLException, IOException {
        if (file.isNew()) {
            LedgerStamp created = create();
            file.sync();
            file.size().recordSize();
            file.serial()
                    .write(SerialFile.Content.settled(String.valueOf(created.id()), created.serial(), SerialFile.OPEN));
            return created;
        }
        LedgerStamp stamp = check(rowCheck);
        file.sync();
        if (!state.isDryRun()) {
            backUp(stamp.serial());
        }
        // Not before the backup, because from here on a backup without this ledger's id is refused.
        file.serial().write(SerialFile.Content.settled(String.valueOf(stamp.id()), stamp.serial(), SerialFile.OPEN));
        return stamp;
    }

    private void backUp(long serial) {
        try {
            file.backUp(serial);
        } catch (IOException | SQLException e) {
            if (DiskSpace.isExhausted(e)) {
                throw file.fullForBackup(e);
            }
            throw new LedgerException.Unusable(
                    "the backup of the ledger " + file + " cannot be written, and no run starts without a backup: "
                            + StatementCache.reason(e),
                    e);
        }
    }

    private LedgerStamp create() throws IOException {
        // It would be that of a ledger that was moved away.
        file.serial().delete();
        try {
            return createNew();
        } catch (SQLException | IOException e) {
            file.deleteNew(e);
            if (DiskSpace.isExhausted(e)) {
                throw file.full(e);
            }
            throw new LedgerException.Unusable(
                    "the ledger " + file + " cannot be created: " + StatementCache.reason(e), e);
        }
    }

    /** Creates the file under another name, so that a file with the final name is complete. */
    private LedgerStamp createNew() throws SQLException, IOException {
        file.prepareNew();
        LedgerStamp stamp;
        try (Connection connection = DriverManager.getConnection(file.newUrl());
                Statement statement = connection.createStatement()) {
            statement.execute(resource(H2.BATCH_SCHEMA));
            statement.execute(resource("/io/contactsync/ledger/schema.sql"));
            statement.execute("insert into meta (name, text) values ('key', '" + key + "')");
            stamp = LedgerStamp.read(statement).settle(statement, 0);
            statement.execute(H2.SHUTDOWN_COMPACT);
        }
        file.deleteUncompacted();
        file.installNew();
        return stamp;
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(DatabaseOpener.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }

    /** Runs before the backup, so that a damaged file never replaces a good backup. */
    private LedgerStamp check(LedgerDatabase.Check rowCheck) throws SQLException, IOException {
        Optional<SerialFile.Content> recorded = file.serial().read();
        boolean changed = file.hasChangedSince(recorded);
        if (!changed) {
            recordOpened(recorded);
        }
        try (Connection connection = DriverManager.getConnection(file.uninterruptedUrl());
                Statement statement = connection.createStatement()) {
            LedgerStamp stamp = requireUsable(statement, recorded, changed);
            checkRows(statement, rowCheck);
            warnIfUnknown(stamp, recorded);
            recordOpened(recorded);
            LedgerStamp settled = stamp.settle(
                    statement, recorded.map(SerialFile.Content::last).orElse(0L));
            file.size().shutDown(statement, reopened -> file.requireSerial(reopened, settled.serial()));
            return settled;
        } catch (SQLException | LedgerException e) {
            if (recorded.isPresent() && recorded.get().checksum().equals(file.checksum())) {
                file.serial().write(recorded.get());
            }
            if (e instanceof SQLException sql && H2.isInUse(sql)) {
                throw new LedgerException.InUse(
                        "job '" + job + "' is already running: another process has " + file + " open");
            }
            throw e;
        }
    }

    /** Before the file changes, because otherwise it would be refused after a crash. */
    private void recordOpened(Optional<SerialFile.Content> recorded) throws IOException {
        if (recorded.isPresent() && recorded.get().isClosed()) {
            file.serial().write(recorded.get().opened());
            file.serial().sync();
        }
    }

    private void warnIfUnknown(LedgerStamp stamp, Optional<SerialFile.Content> recorded) {
        if (recorded.isEmpty()
                && stamp.id() != null
                && stamp.serial() > LedgerStamp.FIRST_SERIAL
                && !state.isDryRun()) {
            LOG.warn(
                    "{} is {}: whether the ledger is the newest one cannot be checked this time",
                    file.serial(),
                    file.serial().exists() ? "damaged" : "missing");
        }
    }

    /**
     * Opens the database for reading only, with the checks of {@link #prepare} except that of every row.
     *
     * @throws SQLException if it is in use or damaged
     */
    ReadOnlyDatabase openReadOnly(DatabaseFailures failures) throws SQLException, IOException {
        for (int attempt = 1; true; attempt++) {
            Optional<SerialFile.Content> recorded = file.serial().read();
            // Before it is opened: closing another channel would release H2's lock.
            boolean changed = file.hasChangedSince(recorded);
            Connection connection = DriverManager.getConnection(file.readOnlyUrl());
            // A run that has ended in the meantime has changed both.
            if (attempt == MAX_ATTEMPTS || recorded.equals(file.serial().read())) {
                return new ReadOnlyDatabase(connection, requireUsable(connection, recorded, changed), failures);
            }
            connection.close();
        }
    }

    private LedgerStamp requireUsable(Connection connection, Optional<SerialFile.Content> recorded, boolean changed)
            throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return requireUsable(statement, recorded, changed);
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    private LedgerStamp requireUsable(Statement statement, Optional<SerialFile.Content> recorded, boolean changed)
            throws SQLException {
        if (count(statement) != TABLES_COUNT) {
            throw file.broken("tables are missing in it", null);
        }
        LedgerStamp stamp = LedgerStamp.read(statement);
        requireKey(stamp);
        file.requireCurrent(stamp, recorded, changed);
        return stamp;
    }

    private static int count(Statement statement) throws SQLException {
        try (ResultSet tables = statement.executeQuery(TABLES)) {
            tables.next();
            return tables.getInt(1);
        }
    }

    private void requireKey(LedgerStamp stamp) {
        if (stamp.key() == null) {
            throw file.broken("it does not name the key that it was written with", null);
        }
        if (!stamp.key().equals(key)) {
            throw new LedgerException.Unusable(
                    "the ledger " + file + " was written with another key than the one beside it:"
                            + " restore the file 'key' that belongs to it, or move the ledger away to start without links");
        }
    }

    private void checkRows(Statement statement, LedgerDatabase.Check rowCheck) throws SQLException {
        statement.execute(H2.READ_ROW_BY_ROW);
        try {
            rowCheck.check(statement);
        } catch (LedgerException e) {
            throw file.broken(String.valueOf(e.getMessage()), e);
        }
    }
}
