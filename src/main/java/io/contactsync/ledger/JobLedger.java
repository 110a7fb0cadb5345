package io.contactsync.ledger;

import io.contactsync.ledger.db.LedgerBinding;
import io.contactsync.ledger.db.LedgerDatabase;
import io.contactsync.ledger.db.LinkRecovery;
import io.contactsync.state.JobLock;
import io.contactsync.state.LedgerException;
import io.contactsync.state.StateDirectory;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import javax.sql.DataSource;

/** The open ledger of a job. Only one process at a time can open it; the lock ends with the process. */
public final class JobLedger implements AutoCloseable {

    private final LedgerDatabase store;
    private final LedgerBinding binding;

    private JobLedger(LedgerDatabase store, LedgerBinding binding) {
        this.store = store;
        this.binding = binding;
    }

    /**
     * Opens a job's ledger. Creates it if there is none, else copies it to {@code JOB.backup.mv.db} first.
     *
     * @throws io.contactsync.state.LedgerException.InUse if another process has it open; the message names the process
     * @throws io.contactsync.state.LedgerException.Unusable if it is damaged or missing; the message gives the remedy
     */
    public static JobLedger open(StateDirectory state, String job) {
        return open(state, job, LedgerDatabase.MAX_BYTES);
    }

    /**
     * Opens a job's ledger.
     *
     * @param recovery what happens to links that are lost, for messages
     */
    public static JobLedger open(StateDirectory state, String job, LinkRecovery recovery) {
        return open(state, job, LedgerDatabase.MAX_BYTES, System::nanoTime, recovery);
    }

    /** Opens a job's ledger with another size from which it is compacted during a run. */
    static JobLedger open(StateDirectory state, String job, long maxBytes) {
        return open(state, job, maxBytes, System::nanoTime);
    }

    /** Opens a job's ledger with another clock for deferred records. */
    static JobLedger open(StateDirectory state, String job, long maxBytes, LongSupplier nanoTime) {
        return open(state, job, maxBytes, nanoTime, LinkRecovery.UNKNOWN);
    }

    private static JobLedger open(
            StateDirectory state, String job, long maxBytes, LongSupplier nanoTime, LinkRecovery recovery) {
        LedgerDatabase store = LedgerDatabase.open(state, job, LinkRowMapper::checkAll, maxBytes, nanoTime, recovery);
        try {
            JournalMigration.migrate(store);
            return new JobLedger(store, new LedgerBinding(store, state.hash(), job));
        } catch (RuntimeException e) {
            store.close();
            throw e;
        }
    }

    /** Migrates the journal of a killed run of an earlier version, unless the ledger is in use. */
    static void migrateOldJournal(StateDirectory state, String job) {
        if (LedgerDatabase.hasOldJournal(state, job)
                && JobLock.holder(state, job).isEmpty()) {
            open(state, job).close();
        }
    }

    /**
     * Returns whether a job has a ledger, which is so after its first run.
     *
     * @throws io.contactsync.state.LedgerException.Unusable if it had one that is now missing, truncated or not a
     *     regular file
     */
    public static boolean exists(StateDirectory state, String job) {
        return LedgerDatabase.exists(state, job);
    }

    /** Returns the binding of the ledger to its source and target. */
    public LedgerBinding binding() {
        return binding;
    }

    /**
     * Returns of which backup the ledger was restored, unless a run has accepted that links are missing in it.
     *
     * @return the time of the backup
     */
    public Optional<String> restored() {
        return store.restored();
    }

    /** Records that the links that are missing in a restored ledger are accepted. */
    public void acceptRestored() {
        store.acceptRestored();
    }

    /**
     * Returns the exception for the operator if a failure was caused by the ledger's database: it is damaged, or the
     * disk is full.
     */
    public Optional<LedgerException> causeOf(Throwable failure) {
        return store.causeOf(failure);
    }

    /** Returns the pool of database connections, for Spring Batch's tables. */
    public DataSource dataSource() {
        return store.dataSource();
    }

    /** Returns the job's runs, including samples. */
    public RunStore runs() {
        return new RunStore(store);
    }

    /** Returns the names of the channels in the order in which they were added. */
    public List<String> channels() {
        return store.query("select name from channel order by id", new Object[0], rows -> {
            List<String> names = new java.util.ArrayList<>();
            while (rows.next()) {
                names.add(rows.getString(1));
            }
            return names;
        });
    }

    /** Returns the stored mappings of the job's runs. */
    public MappingStore mappings() {
        return new MappingStore(store);
    }

    /**
     * Returns the ledger of one channel, which is added if it is new.
     *
     * @param channel the channel's name
     * @param run the number of the run that writes
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

    /** Commits all deferred records and closes the file, compacted if it has grown. */
    @Override
    public void close() {
        store.close();
    }
}
