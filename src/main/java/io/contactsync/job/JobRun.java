package io.contactsync.job;

import io.contactsync.http.StopSignal;
import io.contactsync.job.batch.BatchLauncher;
import io.contactsync.job.progress.RunView;
import io.contactsync.job.progress.StatusWriter;
import io.contactsync.job.run.RunOptions;
import io.contactsync.job.run.Setting;
import io.contactsync.job.system.Expressions;
import io.contactsync.job.system.KeptMapping;
import io.contactsync.job.system.RunConnections;
import io.contactsync.jobfile.JobFile;
import io.contactsync.ledger.JobLedger;
import io.contactsync.ledger.run.Run;
import io.contactsync.ledger.state.LedgerFailed;
import io.contactsync.ledger.state.StateDirectory;
import io.contactsync.report.RunResult;
import io.contactsync.support.NamedThreadFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries a job out, or goes on with it. */
public final class JobRun {

    private static final Logger LOG = LoggerFactory.getLogger(JobRun.class);

    private final JobFile file;
    private final RunOptions options;
    private final Supplier<StateDirectory> directory;
    private final StopSignal stop;
    private final Watch watch;
    private final Rehearsal rehearsal;

    /** Looks on while a run is under way. */
    public interface Watch {

        /**
         * Called once, when everything is open and nothing sent.
         *
         * @param run what can be asked about the run at any time
         */
        void begun(RunView run);

        /**
         * Called when nothing more is sent and everything still open; once more, when it then turns out that the ledger
         * cannot note it. Must not throw: the run has ended as it has.
         *
         * @param run what can be asked about the run
         * @param result what the run did
         * @return the same, perhaps with a report made of it
         */
        default RunResult ended(RunView run, RunResult result) {
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
    public JobRun(JobFile file, RunOptions options, StateDirectory state, StopSignal stop, Watch watch) {
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
    public JobRun(JobFile file, RunOptions options, Supplier<StateDirectory> directory, StopSignal stop, Watch watch) {
        this(file, options, directory, stop, watch, Rehearsal.NONE);
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
    public JobRun(
            JobFile file, RunOptions options, StateDirectory state, StopSignal stop, Watch watch, Rehearsal rehearsal) {
        this(file, options, () -> state, stop, watch, rehearsal);
    }

    private JobRun(
            JobFile file,
            RunOptions options,
            Supplier<StateDirectory> directory,
            StopSignal stop,
            Watch watch,
            Rehearsal rehearsal) {
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
     * @throws io.contactsync.jobfile.yaml.JobFileError if an expression of the job file is wrong
     * @throws io.contactsync.ledger.state.LedgerInUse if the job is running already
     * @throws io.contactsync.ledger.state.LedgerUnusable if the ledger is broken, or about other systems
     * @throws RefusedToRun if the unfinished run cannot be continued with this job file
     */
    public RunResult run() {
        Expressions expressions = Expressions.compile(file, Instant.now());
        StateDirectory state = directory.get();
        @Nullable RunResult result = null;
        try (JobLedger ledger = JobLedger.open(state, file.name())) {
            result = run(expressions, state, ledger);
        } catch (LedgerFailed e) {
            if (result == null || result.error() == null) {
                throw e;
            }
            // What the run died of is said already; that its ledger cannot be closed comes from the same.
            LOG.warn("{}", e.getMessage());
        }
        return Objects.requireNonNull(result);
    }

    private RunResult run(Expressions expressions, StateDirectory state, JobLedger ledger) {
        Ends.check(file, options, ledger.belonging());
        Beginning beginning = new Beginning(file, options, ledger, RunConnections.content(file));
        Run run = beginning.run();
        ledger.mappings().keep(run.no(), KeptMapping.of(file).text());
        try (Opening opening = new Opening(file, options, state, ledger, run, stop, rehearsal)) {
            Setting setting = opening.setting(expressions);
            RunView view = new RunView(setting, beginning.isResumed());
            watch.begun(view);
            try (StatusWriter status = StatusWriter.start(state, view)) {
                drive(setting, beginning.isResumed());
                Conclusion conclusion = new Conclusion(setting, opening.tally());
                RunResult result = watch.ended(view, conclusion.result(beginning.isResumed()));
                if (!conclusion.keep(result)) {
                    result = watch.ended(view, conclusion.result(beginning.isResumed()));
                }
                status.ended(result);
                return result;
            }
        }
    }

    private void drive(Setting setting, boolean resumed) {
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
                stop.requestStop(StopSignal.GRACE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        alarm.start();
        return alarm;
    }
}
