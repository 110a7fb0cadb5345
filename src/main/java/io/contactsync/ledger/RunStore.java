package io.contactsync.ledger;

import io.contactsync.ledger.db.LedgerDatabase;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The job's runs, in the ledger's table {@code run}. */
public final class RunStore {

    /** The columns that {@link #run} takes, in their order. */
    public static final String COLUMNS = "no, sample, started, finished, status, identity, from_start";

    private final LedgerDatabase store;

    /**
     * The runs of one ledger.
     *
     * @param store where they stand
     */
    public RunStore(LedgerDatabase store) {
        this.store = store;
    }

    /**
     * The run that waits to be continued.
     *
     * @return the newest whole run, if it is not done
     */
    public Optional<Run> unfinished() {
        return last().filter(run -> run.status() != Run.Status.COMPLETED && run.status() != Run.Status.ABANDONED);
    }

    /**
     * The newest whole run.
     *
     * @return the newest run that was no sample, if there was any
     */
    public Optional<Run> last() {
        return read("select " + COLUMNS + " from run where not sample order by no desc limit 1");
    }

    /**
     * Begins a run.
     *
     * @param sample whether it takes only some contacts
     * @param identity hashes of the parts of the job file that must not change until it is done
     * @return the run, its number one more than the last
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
                text(identity),
                false));
        return run;
    }

    /**
     * Notes that a further part of a run begins.
     *
     * @param run the run
     */
    public void resume(Run run) {
        store.write(statements -> statements.execute(
                "update run set status = ?, finished = null where no = ?", Run.Status.RUNNING.name(), run.number()));
    }

    /**
     * Notes how a part of a run has ended.
     *
     * @param run the run
     * @param status how it stands now
     * @param summary its result as JSON
     */
    public void end(Run run, Run.Status status, String summary) {
        store.write(statements -> statements.execute(
                "update run set status = ?, finished = ?, summary = ? where no = ?",
                status.name(),
                Instant.now().toEpochMilli(),
                summary,
                run.number()));
    }

    /**
     * Gives a run up.
     *
     * @param run the run, which will not be continued
     */
    public void abandon(Run run) {
        store.write(statements ->
                statements.execute("update run set status = ? where no = ?", Run.Status.ABANDONED.name(), run.number()));
    }

    /**
     * Demands that the run's next part reads the source from the start.
     *
     * @param no the run's number
     */
    public void requireReadFromStart(int no) {
        store.write(statements -> statements.execute("update run set from_start = true where no = ?", no));
    }

    /**
     * The whole run before a run.
     *
     * @param no the run's number
     * @return the newest run before it that was no sample, if there was any
     */
    public Optional<Run> before(int no) {
        return read("select " + COLUMNS + " from run where not sample and no < " + no + " order by no desc limit 1");
    }

    /**
     * What the job's runs did, each as far as it came.
     *
     * @param but the number of the run that is left out
     * @return results as JSON by the runs' numbers, samples too; a run that was killed in its first part has none
     */
    public Map<Integer, String> summaries(int but) {
        String sql = "select no, summary from run where no <> ? and summary is not null order by no";
        return store.query(sql, new Object[] {but}, rows -> {
            Map<Integer, String> results = new LinkedHashMap<>();
            while (rows.next()) {
                results.put(rows.getInt(1), rows.getString(2));
            }
            return results;
        });
    }

    private Optional<Run> read(String sql) {
        return store.query(sql, new Object[0], rows -> rows.next() ? Optional.of(run(rows)) : Optional.empty());
    }

    /**
     * Reads a row of {@link #COLUMNS}.
     *
     * @param row where it stands
     * @return the run
     * @throws SQLException if the row cannot be read
     */
    public static Run run(ResultSet row) throws SQLException {
        long finished = row.getLong(4);
        Instant end = row.wasNull() ? null : Instant.ofEpochMilli(finished);
        return new Run(
                row.getInt(1),
                row.getBoolean(2),
                Instant.ofEpochMilli(row.getLong(3)),
                end,
                Run.Status.valueOf(row.getString(5)),
                identity(row.getString(6)),
                row.getBoolean(7));
    }

    private static String text(Map<String, String> identity) {
        StringBuilder text = new StringBuilder();
        new TreeMap<>(identity)
                .forEach((part, hash) ->
                        text.append(part).append('=').append(hash).append('\n'));
        return text.toString();
    }

    private static Map<String, String> identity(String text) {
        Map<String, String> identity = new LinkedHashMap<>();
        text.lines()
                .forEach(line ->
                        identity.put(line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1)));
        return identity;
    }
}
