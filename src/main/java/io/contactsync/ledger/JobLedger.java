package io.contactsync.ledger;

import io.contactsync.ledger.db.LedgerBinding;
import io.contactsync.ledger.db.LedgerDatabase;
import io.contactsync.state.JobLock;
import io.contactsync.state.StateDirectory;
import java.nio.file.Files;
import java.util.List;
import java.util.function.LongSupplier;
import javax.sql.DataSource;

/** A job's ledger, open. One process at a time has it, and its death frees it. */
public final class JobLedger implements AutoCloseable {

    private final LedgerDatabase store;
    private final LedgerBinding binding;

    private JobLedger(LedgerDatabase store, LedgerBinding belonging) {
        this.store = store;
        this.binding = belonging;
    }

    /**
     * Opens a job's ledger, creating it where there is none, and copies one that is there to {@code JOB.backup.mv.db}.
     *
     * @param state the directory it is in
     * @param job the job's name
     * @return the ledger
     * @throws io.contactsync.state.LedgerException.InUse if another process has it; the message says which
     * @throws io.contactsync.state.LedgerException.Unusable if it is broken or gone; the message says what to do
     */
    public static JobLedger open(StateDirectory state, String job) {
        return open(state, job, LedgerDatabase.MAX_BYTES);
    }

    /** Opens a job's ledger whose file is compacted in the middle of a run from another length on. */
    static JobLedger open(StateDirectory state, String job, long longestBytes) {
        return open(state, job, longestBytes, System::nanoTime);
    }

    /** Opens a job's ledger with another clock for its deferred records. */
    static JobLedger open(StateDirectory state, String job, long longestBytes, LongSupplier nanoTime) {
        LedgerDatabase store = LedgerDatabase.open(state, job, LinkRowMapper::checkAll, longestBytes, nanoTime);
        try {
            JournalMigration.migrate(store);
            return new JobLedger(store, new LedgerBinding(store, state.hash(), job));
        } catch (RuntimeException e) {
            store.close();
            throw e;
        }
    }

    /** Migrates the journal that a killed run of an earlier version has left; a ledger in use is left as it is. */
    static void migrateOldJournal(StateDirectory state, String job) {
        if (LedgerDatabase.hasOldJournal(state, job) && JobLock.holder(state, job).isEmpty()) {
            open(state, job).close();
        }
    }

    /**
     * Tells whether a job has a ledger.
     *
     * @param state the directory it would be in
     * @param job the job's name
     * @return true when the job was run before
     */
    public static boolean exists(StateDirectory state, String job) {
        return Files.exists(state.file(job + ".mv.db"));
    }

    /**
     * Which source and target the ledger is about.
     *
     * @return asks and settles it
     */
    public LedgerBinding binding() {
        return binding;
    }

    /**
     * The database itself, for Spring Batch's tables.
     *
     * @return a pool of connections
     */
    public DataSource dataSource() {
        return store.dataSource();
    }

    /**
     * The job's runs.
     *
     * @return all of them, samples too
     */
    public RunStore runs() {
        return new RunStore(store);
    }

    /**
     * The channels that the ledger knows of.
     *
     * @return their names, in the order in which they came
     */
    public List<String> channels() {
        return store.query("select name from channel order by id", new Object[0], rows -> {
            List<String> names = new java.util.ArrayList<>();
            while (rows.next()) {
                names.add(rows.getString(1));
            }
            return names;
        });
    }

    /**
     * What the job's runs mapped with.
     *
     * @return the mappings that were kept
     */
    public MappingStore mappings() {
        return new MappingStore(store);
    }

    /**
     * The part of one channel.
     *
     * @param channel the channel's name
     * @param run the number of the run that writes
     * @return its links and rejects
     */
    public ChannelLedger channel(String channel, int run) {
        store.write(statements -> statements.execute(
                "insert into channel (id, name) select coalesce(max(id), 0) + 1, cast(? as varchar) from channel"
                        + " having not exists (select 1 from channel where name = ?)",
                channel,
                channel));
        int id = store.query("select id from channel where name = ?", new Object[] {channel}, rows -> {
            rows.next();
            return rows.getInt(1);
        });
        return new ChannelLedger(store, id, channel, run);
    }

    /** Writes all deferred records, and closes the file, compacted if it has grown. */
    @Override
    public void close() {
        store.close();
    }
}
