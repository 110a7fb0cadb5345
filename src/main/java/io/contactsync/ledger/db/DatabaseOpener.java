package io.contactsync.ledger.db;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.contactsync.state.KeyedHash;
import io.contactsync.state.LedgerException;
import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;

/** Prepares a job's database for a run: creates it, or checks, compacts and backs it up. */
final class DatabaseOpener {

    private static final String TABLES = "select count(*) from information_schema.tables where lower(table_name) in"
            + " ('meta', 'channel', 'link', 'match_value', 'reject', 'event', 'unlinked', 'run', 'run_mapping',"
            + " 'batch_job_instance')";
    private static final int TABLES_COUNT = 10;

    private final DatabaseFile file;
    private final String key;
    private final String job;
    private final LedgerDatabase.Check rowCheck;

    DatabaseOpener(DatabaseFile file, KeyedHash hash, String job, LedgerDatabase.Check check) {
        this.file = file;
        this.key = hash.of("key", "of this ledger");
        this.job = job;
        this.rowCheck = check;
    }

    void prepare() throws SQLException, IOException {
        if (file.isNew()) {
            create();
            file.size().recordSize();
        } else {
            check();
            file.backUp();
        }
    }

    private void create() {
        try {
            createNew();
        } catch (SQLException | IOException e) {
            throw new LedgerException.Unusable(
                    "the ledger " + file + " cannot be created: " + StatementCache.reason(e), e);
        }
    }

    /** Creates the file under another name, so that a file with the final name is complete. */
    private void createNew() throws SQLException, IOException {
        file.prepareNew();
        try (Connection connection = DriverManager.getConnection(file.newUrl());
                Statement statement = connection.createStatement()) {
            statement.execute(resource(H2.BATCH_SCHEMA));
            statement.execute(resource("/io/contactsync/ledger/schema.sql"));
            statement.execute("insert into meta (name, text) values ('key', '" + key + "')");
            statement.execute(H2.SHUTDOWN_COMPACT);
        }
        file.installNew();
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(DatabaseOpener.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }

    /** Runs before the backup, so that a damaged file never replaces a good backup. */
    private void check() throws SQLException, IOException {
        try (Connection connection = DriverManager.getConnection(file.uninterruptedUrl());
                Statement statement = connection.createStatement()) {
            if (count(statement) != TABLES_COUNT) {
                throw file.broken("tables are missing in it", null);
            }
            checkKey(statement);
            checkRows(statement);
            file.size().shutDown(statement);
        } catch (SQLException e) {
            if (H2.isInUse(e)) {
                throw new LedgerException.InUse(
                        "job '" + job + "' is already running: another process has " + file + " open");
            }
            throw e;
        }
    }

    private static int count(Statement statement) throws SQLException {
        try (ResultSet tables = statement.executeQuery(TABLES)) {
            tables.next();
            return tables.getInt(1);
        }
    }

    private void checkKey(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery("select text from meta where name = 'key'")) {
            if (!row.next()) {
                throw file.broken("it does not name the key that it was written with", null);
            }
            if (!row.getString(1).equals(key)) {
                throw new LedgerException.Unusable(
                        "the ledger " + file + " was written with another key than the one beside it:"
                                + " restore the file 'key' that belongs to it, or move the ledger away to start without links");
            }
        }
    }

    private void checkRows(Statement statement) throws SQLException {
        statement.execute(H2.READ_ROW_BY_ROW);
        try {
            rowCheck.check(statement);
        } catch (LedgerException e) {
            throw file.broken(String.valueOf(e.getMessage()), e);
        }
    }
}
