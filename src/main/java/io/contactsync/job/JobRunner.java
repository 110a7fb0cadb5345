package io.contactsync.job;

import io.contactsync.batch.BatchLauncher;
import io.contactsync.http.CancellationToken;
import io.contactsync.jobfile.JobFile;
import io.contactsync.ledger.JobLedger;
import io.contactsync.ledger.Run;
import io.contactsync.report.RunResult;
import io.contactsync.run.RunContext;
import io.contactsync.run.RunOptions;
import io.contactsync.state.LedgerException;
import io.contactsync.state.StateDirectory;
import io.contactsync.support.NamedThreadFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries a job out, or goes on with it. */
public final class JobRunner {

    private static final Logger LOG = LoggerFactory.getLogger(JobRunner.class);

    private final JobFile file;
    private final RunOptions options;
    private final Supplier<StateDirectory> directory;
    private final CancellationToken stop;
    private final Watch watch;
    private final DryRun rehearsal;

    /** Looks on while a run is under way. */
    public interface Watch {

        /**
         * Called once, when everything is open and nothing sent.
         *
         * @param run what can be asked about the run at any time
         */
        void begun(RunMonitor run);

        /**
         * Called when nothing more is sent and everything still open; once more, when it then turns out that the ledger
         * cannot note it. Must not throw: the run has ended as it has.
         *
         * @param run what can be asked about the run
         * @param result what the run did
         * @return the same, perhaps with a report made of it
         */
        default RunResult ended(RunMonitor run, RunResult result) {
            return result;
        }
    }

    /**
     * Prepares to carry a job out.
     *
     * @param file the job
     * @param options what the command line asks
     * @param state where ledgers are kept
     * @param stop when to stop
     * @param watch looks on
     */
    public JobRunner(JobFile file, RunOptions options, StateDirectory state, CancellationToken stop, Watch watch) {
        this(file, options, () -> state, stop, watch);
    }

    /**
     * Prepares to carry a job out, without touching the state before the job file is known to be right.
     *
     * @param file the job
     * @param options what the command line asks
     * @param directory opens where ledgers are kept
     * @param stop when to stop
     * @param watch looks on
     */
    public JobRunner(
            JobFile file, RunOptions options, Supplier<StateDirectory> directory, CancellationToken stop, Watch watch) {
        this(file, options, directory, stop, watch, DryRun.NONE);
    }

    /**
     * Prepares to rehearse a job.
     *
     * @param file the job
     * @param options what the command line asks
     * @param state where ledgers are kept; for a rehearsal that changes nothing, a copy
     * @param stop when to stop
     * @param watch looks on
     * @param rehearsal stands between the road and the systems
     */
    public JobRunner(
            JobFile file,
            RunOptions options,
            StateDirectory state,
            CancellationToken stop,
            Watch watch,
            DryRun rehearsal) {
        this(file, options, () -> state, stop, watch, rehearsal);
    }

    private JobRunner(
            JobFile file,
            RunOptions options,
            Supplier<StateDirectory> directory,
            CancellationToken stop,
            Watch watch,
            DryRun rehearsal) {
        this.file = file;
        this.options = options;
        this.directory = directory;
        this.stop = stop;
        this.watch = watch;
        this.rehearsal = rehearsal;
    }

    /**
     * Carries the job out.
     *
     * @return what it did; a run that ended early is a result too
     * @throws io.contactsync.jobfile.yaml.JobFileException if an expression of the job file is wrong
     * @throws io.contactsync.state.LedgerException.InUse if the job is running already
     * @throws io.contactsync.state.LedgerException.Unusable if the ledger is broken, or about other systems
     * @throws JobRunner.RefusedException if the unfinished run cannot be continued with this job file
     */
    public RunResult run() {
        JobExpressions expressions = JobExpressions.compile(file, Instant.now());
        StateDirectory state = directory.get();
        @Nullable RunResult result = null;
        try (JobLedger ledger = JobLedger.open(state, file.name())) {
            result = run(expressions, state, ledger);
        } catch (LedgerException e) {
            if (result == null || result.error() == null) {
                throw e;
            }
            // What the run died of is said already; that its ledger cannot be closed comes from the same.
            LOG.warn("{}", e.getMessage());
        }
        return Objects.requireNonNull(result);
    }

    private RunResult run(JobExpressions expressions, StateDirectory state, JobLedger ledger) {
        LedgerBindingCheck.check(file, options, ledger.binding());
        RunResolver beginning = new RunResolver(file, options, ledger, RunConnections.content(file));
        Run run = beginning.run();
        ledger.mappings().put(run.number(), StoredMapping.of(file).text());
        try (RunContextFactory opening = new RunContextFactory(file, options, state, ledger, run, stop, rehearsal)) {
            RunContext setting = opening.setting(expressions);
            RunMonitor view = new RunMonitor(setting, beginning.isResumed());
            watch.begun(view);
            try (StatusFileWriter status = StatusFileWriter.start(state, view)) {
                drive(setting, beginning.isResumed());
                RunFinalizer conclusion = new RunFinalizer(setting, opening.tally());
                RunResult result = watch.ended(view, conclusion.result(beginning.isResumed()));
                if (!conclusion.keep(result)) {
                    result = watch.ended(view, conclusion.result(beginning.isResumed()));
                }
                status.ended(result);
                return result;
            }
        }
    }

    private void drive(RunContext setting, boolean resumed) {
        Thread alarm = options.maxDuration().map(this::stopAfter).orElse(null);
        try {
            BatchLauncher.launch(setting, resumed);
            if (setting.ending().cause() == null) {
                setting.channels().forEach(channel -> channel.target().complete());
            }
        } catch (RuntimeException e) {
            setting.ending().because(e);
        } finally {
            if (alarm != null) {
                alarm.interrupt();
            }
        }
    }

    private Thread stopAfter(Duration most) {
        Thread alarm = NamedThreadFactory.daemon("max-duration", () -> {
            try {
                Thread.sleep(most.toMillis());
                stop.requestStop(CancellationToken.GRACE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        alarm.start();
        return alarm;
    }

    /** The run was not begun, because it would do what nobody can have meant; nothing was sent. */
    public static final class RefusedException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        RefusedException(String message) {
            super(message);
        }
    }
}
