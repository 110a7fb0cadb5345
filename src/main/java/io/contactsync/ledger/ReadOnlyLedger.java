package io.contactsync.ledger;

import io.contactsync.ledger.db.LedgerDatabase;
import io.contactsync.ledger.db.ReadOnlyDatabase;
import io.contactsync.state.LedgerException;
import io.contactsync.state.StateDirectory;
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

    private final ReadOnlyDatabase database;

    private ReadOnlyLedger(ReadOnlyDatabase database) {
        this.database = database;
    }

    /**
     * Opens a job's ledger.
     *
     * @return the ledger, or empty if the job has never run
     * @throws LedgerException.InUse if the job is running; the message names the process
     * @throws LedgerException.Unusable if it is damaged, older than it was left, or cannot be opened
     */
    public static Optional<ReadOnlyLedger> open(StateDirectory state, String job) {
        if (!JobLedger.exists(state, job)) {
            return Optional.empty();
        }
        JobLedger.migrateOldJournal(state, job);
        return Optional.of(new ReadOnlyLedger(LedgerDatabase.openReadOnly(state, job)));
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
    private void readEvents(String channel, long last, Map<Long, ContactEvent> events) {
        long id = last;
        // In a damaged chain, a predecessor could be newer.
        while (id > 0 && !events.containsKey(id)) {
            long current = id;
            List<Long> previous = new ArrayList<>();
            query(
                    "select run, at, what, previous from event where id = ?",
                    row -> {
                        events.put(
                                current,
                                new ContactEvent(
                                        channel,
                                        row.getInt(1),
                                        Instant.ofEpochMilli(row.getLong(2)),
                                        row.getString(3)));
                        previous.add(row.getLong(4));
                    },
                    current);
            id = previous.isEmpty() ? 0 : previous.get(0);
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

    /**
     * Returns of which backup the ledger was restored, unless a run has accepted that links are missing in it.
     *
     * @return the time of the backup
     */
    public Optional<String> restored() {
        return database.restored();
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

    private void query(String sql, RowConsumer consumer, Object... values) {
        database.query(
                sql,
                rows -> {
                    int count = 0;
                    for (; rows.next(); count++) {
                        consumer.accept(rows);
                    }
                    return count;
                },
                values);
    }

    @Override
    public void close() {
        database.close();
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
