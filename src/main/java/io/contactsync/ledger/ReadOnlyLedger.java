package io.contactsync.ledger;

import io.contactsync.ledger.db.H2;
import io.contactsync.state.JobLock;
import io.contactsync.state.LedgerException;
import io.contactsync.state.StateDirectory;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * A job's ledger opened read-only. Nothing is written, with one exception: the journal of a killed run of an earlier
 * version is migrated first. Not thread-safe.
 */
public final class ReadOnlyLedger implements AutoCloseable {
    private static final String REJECTS = "select r.source_id, c.name, r.reason, r.attempts, r.run, r.at"
            + " from reject r join channel c on c.id = r.channel";

    private final Connection connection;

    private ReadOnlyLedger(Connection connection) {
        this.connection = connection;
    }

    /**
     * Opens a job's ledger.
     *
     * @return the ledger, or empty if the job has never run
     * @throws LedgerException.InUse if the job is running; the message names the process
     * @throws LedgerException.Unusable if it cannot be opened
     */
    public static Optional<ReadOnlyLedger> open(StateDirectory state, String job) {
        if (!JobLedger.exists(state, job)) {
            return Optional.empty();
        }
        JobLedger.migrateOldJournal(state, job);
        try {
            return Optional.of(new ReadOnlyLedger(DriverManager.getConnection(H2.readOnlyUrl(state.file(job)))));
        } catch (SQLException e) {
            if (H2.isInUse(e)) {
                throw new LedgerException.InUse("job '" + job + "' is running: "
                        + JobLock.holder(state, job).orElse("another process has its ledger"));
            }
            throw new LedgerException.Unusable(
                    "the ledger of job '" + job + "' cannot be opened: " + e.getMessage(), e);
        }
    }

    /** Passes all rejects to a consumer, by channel and source id. */
    public void forEachReject(Consumer<Reject> consumer) {
        query(REJECTS + " order by c.id, r.source_id", row -> consumer.accept(reject(row)));
    }

    /** Returns the rejects of one contact, at most one per channel. */
    public List<Reject> rejects(String sourceId) {
        List<Reject> rejects = new ArrayList<>();
        query(REJECTS + " where r.source_id = ? order by c.id", row -> rejects.add(reject(row)), sourceId);
        return rejects;
    }

    /** Returns the links of one contact by channel name. */
    public Map<String, Link> links(String sourceId) {
        Map<String, Link> links = new LinkedHashMap<>();
        String sql = "select " + LinkRowMapper.COLUMNS + ", channel.name from channel"
                + " join link on link.channel = channel.id and link.source_id = ? order by channel.id";
        query(sql, row -> links.put(row.getString("name"), LinkRowMapper.read(row)), sourceId);
        return links;
    }

    /** Returns the events of one contact on all channels, oldest first. */
    public List<ContactEvent> events(String sourceId) {
        Map<Long, ContactEvent> events = new TreeMap<>();
        String lasts = "select channel.name, coalesce(link.last_event, unlinked.last_event) from channel"
                + " left join link on link.channel = channel.id and link.source_id = ?"
                + " left join unlinked on unlinked.channel = channel.id and unlinked.source_id = ?";
        query(lasts, row -> readEvents(row.getString(1), row.getLong(2), events), sourceId, sourceId);
        return List.copyOf(events.values());
    }

    /** Reads a chain of events from its last to its first, whose predecessor is 0. */
    private void readEvents(String channel, long last, Map<Long, ContactEvent> events) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("select run, at, what, previous from event where id = ?")) {
            long id = last;
            while (id > 0) {
                statement.setLong(1, id);
                try (ResultSet row = statement.executeQuery()) {
                    long previous = 0;
                    if (row.next()) {
                        events.put(
                                id,
                                new ContactEvent(
                                        channel,
                                        row.getInt(1),
                                        Instant.ofEpochMilli(row.getLong(2)),
                                        row.getString(3)));
                        previous = row.getLong(4);
                    }
                    id = previous;
                }
            }
        }
    }

    /** Returns the newest run that was no sample, if it can be resumed. */
    public Optional<Run> unfinished() {
        List<Run> last = new ArrayList<>();
        query(
                "select " + RunStore.COLUMNS + " from run where not sample order by no desc limit 1",
                row -> last.add(RunStore.run(row)));
        return last.stream()
                .filter(run -> run.status() != Run.Status.COMPLETED && run.status() != Run.Status.ABANDONED)
                .findFirst();
    }

    /** Returns the newest run, including samples. */
    public Optional<Run> last() {
        List<Run> last = new ArrayList<>();
        query("select " + RunStore.COLUMNS + " from run order by no desc limit 1", row -> last.add(RunStore.run(row)));
        return last.stream().findFirst();
    }

    /** Returns the result of a run as JSON; empty for a run that was killed in its first execution. */
    public Optional<String> summary(int run) {
        List<String> summaries = new ArrayList<>();
        query(
                "select summary from run where summary is not null and no = " + run,
                row -> summaries.add(row.getString(1)));
        return summaries.stream().findFirst();
    }

    private static Reject reject(ResultSet row) throws SQLException {
        return new Reject(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getInt(4),
                row.getInt(5),
                Instant.ofEpochMilli(row.getLong(6)));
    }

    private interface RowConsumer {
        void accept(ResultSet row) throws SQLException;
    }

    private void query(String sql, RowConsumer consumer, String... values) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setString(i + 1, values[i]);
            }
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    consumer.accept(rows);
                }
            }
        } catch (SQLException e) {
            throw new LedgerException("the ledger cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new LedgerException("the ledger cannot be closed: " + e.getMessage(), e);
        }
    }

    /**
     * An event in the history of a contact.
     *
     * @param channel the channel's name
     * @param run the number of the run; 0 if it was no run
     * @param text what happened, without the contact's values
     */
    public record ContactEvent(String channel, int run, Instant at, String text) {}
}
