package io.contactsync.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Objects;
import javax.sql.DataSource;

/** A job's H2 file. Opening it is the overlap lock: one process at a time has it, and its death frees it. */
public final class JobLedger implements AutoCloseable {

    private static final int ERROR_IN_USE = 90020;
    private static final long COMPACTED_FROM_BYTES = 64L << 20;
    private static final int CONNECTIONS = 24;

    private final Path file;
    private final String url;
    private final HikariDataSource dataSource;
    private final GroupCommit commits;

    private JobLedger(Path file, String url, HikariDataSource dataSource, GroupCommit commits) {
        this.file = file;
        this.url = url;
        this.dataSource = dataSource;
        this.commits = commits;
    }

    /**
     * Opens a job's ledger, creating it where there is none.
     *
     * @param state the directory it is in
     * @param job the job's name
     * @return the ledger
     * @throws LedgerInUse if another process has it; the message says which
     * @throws LedgerUnusable if it cannot be opened
     */
    public static JobLedger open(StateDirectory state, String job) {
        Path file = state.file(job + ".mv.db");
        String url = "jdbc:h2:async:" + state.file(job) + ";DB_CLOSE_ON_EXIT=FALSE;WRITE_DELAY=0;REUSE_SPACE=FALSE";
        try {
            compactIfLarge(file, url);
            HikariDataSource dataSource = pool(url);
            Connection writer = DriverManager.getConnection(url);
            ownerOnly(file);
            createTables(writer);
            state.write(job + ".owner", "process " + ProcessHandle.current().pid() + " since " + Instant.now());
            return new JobLedger(file, url, dataSource, new GroupCommit(writer));
        } catch (SQLException e) {
            if (e.getErrorCode() == ERROR_IN_USE) {
                throw new LedgerInUse("job '" + job + "' is already running: " + owner(state.file(job + ".owner")), e);
            }
            throw new LedgerUnusable("the ledger " + file + " cannot be opened: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new LedgerUnusable("the ledger " + file + " cannot be opened: " + e, e);
        }
    }

    private static void compactIfLarge(Path file, String url) throws SQLException, IOException {
        // Also the cheapest way to learn that another process has the file, before a pool is built.
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            if (Files.size(file) > COMPACTED_FROM_BYTES) {
                statement.execute("shutdown compact");
            }
        }
    }

    private static HikariDataSource pool(String url) {
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl(url);
        pool.setMinimumIdle(1);
        pool.setMaximumPoolSize(CONNECTIONS);
        pool.setPoolName("ledger");
        return pool;
    }

    private static void createTables(Connection connection) throws SQLException, IOException {
        try (Statement statement = connection.createStatement()) {
            if (!statement
                    .executeQuery("select 1 from information_schema.tables where table_name = 'BATCH_JOB_INSTANCE'")
                    .next()) {
                statement.execute(resource("/org/springframework/batch/core/schema-h2.sql"));
            }
            statement.execute(resource("/io/contactsync/ledger/schema.sql"));
        }
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(JobLedger.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }

    private static String owner(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return "another process has its ledger";
        }
    }

    private static void ownerOnly(Path file) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    /**
     * The database itself, for Spring Batch's tables.
     *
     * @return a pool of connections
     */
    public DataSource dataSource() {
        return dataSource;
    }

    /**
     * The job's runs.
     *
     * @return all of them, samples too
     */
    public Runs runs() {
        return new Runs(dataSource, commits);
    }

    /**
     * The part of one channel.
     *
     * @param channel the channel's name
     * @param run the number of the run that writes
     * @return its links and rejects
     */
    public Ledger channel(String channel, int run) {
        commits.write(statements -> statements.execute(
                "insert into channel (id, name) select coalesce(max(id), 0) + 1, ? from channel"
                        + " having not exists (select 1 from channel where name = ?)",
                channel,
                channel));
        return new Ledger(dataSource, commits, channelId(channel), channel, run);
    }

    private int channelId(String channel) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement("select id from channel where name = ?")) {
            statement.setString(1, channel);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        } catch (SQLException e) {
            throw new LedgerFailed("the ledger cannot be read: " + e.getMessage(), e);
        }
    }

    /** Compacts the file and closes it. */
    @Override
    public void close() {
        try {
            commits.close();
            dataSource.close();
            try (Connection connection = DriverManager.getConnection(url);
                    Statement statement = connection.createStatement()) {
                statement.execute("shutdown compact");
            }
            ownerOnly(file);
        } catch (SQLException | IOException e) {
            throw new LedgerFailed("the ledger " + file + " cannot be closed: " + e.getMessage(), e);
        }
    }
}
