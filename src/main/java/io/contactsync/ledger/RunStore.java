package io.contactsync.ledger;

import io.contactsync.ledger.db.LedgerDatabase;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;

/** Stores the runs of a job in the table {@code run}. */
public final class RunStore {

    /** The columns that {@link #run} expects, in this order. */
    public static final String COLUMNS = "no, sample, started, finished, status, identity, from_start";

    private static final JsonMapper JSON = new JsonMapper();

    private final LedgerDatabase store;

    /** Creates a store in a ledger's database. */
    public RunStore(LedgerDatabase store) {
        this.store = store;
    }

    /** Returns the newest run that was no sample, if it can be resumed. */
    public Optional<Run> unfinished() {
        return last().filter(run -> run.status() != Run.Status.COMPLETED && run.status() != Run.Status.ABANDONED);
    }

    /** Returns the newest run that was no sample. */
    public Optional<Run> last() {
        return read("select " + COLUMNS + " from run where not sample order by no desc limit 1");
    }

    /**
     * Starts a run with the next number.
     *
     * @param sample whether it is limited to some contacts
     * @param identity the hashes of the parts of the job file that must not change until it is completed
     */
    public Run begin(boolean sample, Map<String, String> identity) {
        int no = read("select " + COLUMNS + " from run order by no desc limit 1")
                .map(run -> run.number() + 1)
                .orElse(1);
        Run run = new Run(no, sample, Instant.now(), null, Run.Status.RUNNING, identity, false);
        store.write(statements -> statements.execute(
                "insert into run (no, sample, started, status, identity, from_start) values (?,?,?,?,?,?)",
                no,
                sample,
                run.started().toEpochMilli(),
                run.status().name(),
                format(identity),
                false));
        return run;
    }

    /** Records that a run is resumed. */
    public void resume(Run run) {
        store.write(statements -> statements.execute(
                "update run set status = ?, finished = null where no = ?", Run.Status.RUNNING.name(), run.number()));
    }

    /**
     * Records that an execution of a run has ended.
     *
     * @param summary the result as JSON
     */
    public void end(Run run, Run.Status status, String summary) {
        store.write(statements -> statements.execute(
                "update run set status = ?, finished = ?, summary = ? where no = ?",
                status.name(),
                Instant.now().toEpochMilli(),
                summary,
                run.number()));
    }

    /** Records that a run will not be resumed. */
    public void abandon(Run run) {
        store.write(statements -> statements.execute(
                "update run set status = ? where no = ?", Run.Status.ABANDONED.name(), run.number()));
    }

    /** Requires that the next execution of a run reads the source from the start. */
    public void requireReadFromStart(int number) {
        store.write(statements -> statements.execute("update run set from_start = true where no = ?", number));
    }

    /** Returns the newest run before a run that was no sample. */
    public Optional<Run> before(int number) {
        return read(
                "select " + COLUMNS + " from run where not sample and no < " + number + " order by no desc limit 1");
    }

    /**
     * Returns the results of the runs as JSON, by number, including samples. A run that was killed in its first
     * execution has none.
     *
     * @param except the number of the run to leave out
     */
    public Map<Integer, String> summaries(int except) {
        String sql = "select no, summary from run where no <> ? and summary is not null order by no";
        return store.query(sql, new Object[] {except}, rows -> {
            Map<Integer, String> results = new LinkedHashMap<>();
            while (rows.next()) {
                // A text that cannot be parsed is damaged.
                JSON.readTree(rows.getString(2));
                results.put(rows.getInt(1), rows.getString(2));
            }
            return results;
        });
    }

    private Optional<Run> read(String sql) {
        return store.query(sql, new Object[0], rows -> rows.next() ? Optional.of(run(rows)) : Optional.empty());
    }

    /** Reads a row of {@link #COLUMNS}. */
    public static Run run(ResultSet row) throws SQLException {
        long finished = row.getLong(4);
        Instant end = row.wasNull() ? null : Instant.ofEpochMilli(finished);
        return new Run(
                row.getInt(1),
                row.getBoolean(2),
                Instant.ofEpochMilli(row.getLong(3)),
                end,
                Run.Status.valueOf(row.getString(5)),
                parse(row.getString(6)),
                row.getBoolean(7));
    }

    private static String format(Map<String, String> identity) {
        StringBuilder text = new StringBuilder();
        new TreeMap<>(identity)
                .forEach((part, hash) ->
                        text.append(part).append('=').append(hash).append('\n'));
        return text.toString();
    }

    private static Map<String, String> parse(String text) {
        Map<String, String> identity = new LinkedHashMap<>();
        text.lines()
                .forEach(line ->
                        identity.put(line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1)));
        return identity;
    }
}
