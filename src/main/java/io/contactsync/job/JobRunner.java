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
import io.contactsync.support.FatalErrorHandler;
import io.contactsync.support.NamedThreadFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs a job, or resumes its unfinished run. */
public final class JobRunner {

    private static final Logger LOG = LoggerFactory.getLogger(JobRunner.class);

    private final JobFile file;
    private final RunOptions options;
    private final Supplier<StateDirectory> stateSupplier;
    private final CancellationToken stop;
    private final RunListener listener;
    private final DryRun dryRun;
    private Optional<String> unwrittenStatus = Optional.empty();

    /** Is notified of the start and the end of a run. */
    public interface RunListener {

        /** Called once, when everything is open and nothing has been sent. */
        void beforeRun(RunMonitor run);

        /**
         * Called when nothing more will be sent and everything is still open; called again if the result then cannot be
         * stored in the ledger. Must not throw.
         *
         * @return the result, possibly with the path of a report
         */
        default RunResult afterRun(RunMonitor run, RunResult result) {
            return result;
        }
    }

    /**
     * Creates a runner.
     *
     * @param stop requests that the run stops
     */
    public JobRunner(
            JobFile file, RunOptions options, StateDirectory state, CancellationToken stop, RunListener listener) {
        this(file, options, () -> state, stop, listener);
    }

    /**
     * Creates a runner that opens the state directory only after it has checked the job file.
     *
     * @param state opens the state directory
     * @param stop requests that the run stops
     */
    public JobRunner(
            JobFile file,
            RunOptions options,
            Supplier<StateDirectory> state,
            CancellationToken stop,
            RunListener listener) {
        this(file, options, state, stop, listener, DryRun.NONE);
    }

    /**
     * Creates a runner for a dry run.
     *
     * @param state the state directory; a copy if the dry run must not change the ledger
     * @param stop requests that the run stops
     * @param dryRun replaces source and targets
     */
    public JobRunner(
            JobFile file,
            RunOptions options,
            StateDirectory state,
            CancellationToken stop,
            RunListener listener,
            DryRun dryRun) {
        this(file, options, () -> state, stop, listener, dryRun);
    }

    private JobRunner(
            JobFile file,
            RunOptions options,
            Supplier<StateDirectory> stateSupplier,
            CancellationToken stop,
            RunListener listener,
            DryRun dryRun) {
        this.file = file;
        this.options = options;
        this.stateSupplier = stateSupplier;
        this.stop = stop;
        this.listener = listener;
        this.dryRun = dryRun;
    }

    /**
     * Runs the job.
     *
     * @return the result, also of a run that ended early
     * @throws io.contactsync.jobfile.yaml.JobFileException if an expression of the job file is wrong
     * @throws io.contactsync.state.LedgerException.InUse if the job is already running
     * @throws io.contactsync.state.LedgerException.Unusable if the ledger is corrupt or belongs to another source or
     *     target
     * @throws JobRunner.RefusedException if the unfinished run cannot be resumed with this job file
     */
    public RunResult run() {
        JobExpressions expressions = JobExpressions.compile(file, Instant.now());
        StateDirectory state = stateSupplier.get();
        @Nullable RunResult result = null;
        try (JobLedger ledger = JobLedger.open(state, file.name(), RestoredLedger.recovery(file))) {
            result = runTranslated(expressions, state, ledger);
        } catch (LedgerException e) {
            if (result == null || result.error() == null) {
                throw e;
            }
            // The run's error is already reported; that the ledger cannot be closed has the same cause.
            LOG.warn("{}", e.getMessage());
        }
        return Objects.requireNonNull(result);
    }

    /** Returns why the final status of the run could not be written, if the disk was full. */
    public Optional<String> unwrittenStatus() {
        return unwrittenStatus.map(reason -> "the status is not written: " + reason);
    }

    /** A failure of the database may surface in other exceptions. */
    private RunResult runTranslated(JobExpressions expressions, StateDirectory state, JobLedger ledger) {
        try {
            return run(expressions, state, ledger);
        } catch (RuntimeException | InternalError e) {
            Optional<LedgerException> cause = ledger.causeOf(e);
            if (cause.isPresent()) {
                throw cause.get();
            }
            throw e;
        }
    }

    private RunResult run(JobExpressions expressions, StateDirectory state, JobLedger ledger) {
        RestoredLedger.check(file, options, ledger);
        LedgerBindingCheck.check(file, options, ledger.binding());
        RunResolver resolver = new RunResolver(file, options, ledger, RunConnections.content(file));
        Run run = resolver.resolve();
        boolean resumed = resolver.isResumed();
        ledger.mappings().put(run.number(), StoredMapping.of(file).text());
        try (RunContextFactory factory = new RunContextFactory(file, options, state, ledger, run, stop, dryRun)) {
            RunContext context = factory.create(expressions);
            RunMonitor monitor = new RunMonitor(context, resumed);
            listener.beforeRun(monitor);
            try (StatusFileWriter status = StatusFileWriter.start(state, monitor)) {
                runBatch(context, resumed);
                RunFinalizer finalizer = new RunFinalizer(context, factory.callTotals());
                RunResult result = listener.afterRun(monitor, finalizer.result(resumed));
                if (!finalizer.store(result)) {
                    result = listener.afterRun(monitor, finalizer.result(resumed));
                }
                unwrittenStatus = status.finish(result);
                return result;
            }
        }
    }

    private void runBatch(RunContext context, boolean resumed) {
        Thread timer = options.maxDuration().map(this::stopAfter).orElse(null);
        try {
            BatchLauncher.launch(context, resumed);
            if (context.terminationCause().get() == null) {
                context.channels().forEach(channel -> channel.target().complete());
            }
        } catch (RuntimeException e) {
            context.terminationCause().set(e);
        } catch (Error e) {
            // Before anything is closed: that could wait for a thread that has failed, too.
            FatalErrorHandler.check(e);
            throw e;
        } finally {
            if (timer != null) {
                timer.interrupt();
            }
        }
    }

    private Thread stopAfter(Duration maxDuration) {
        Thread timer = NamedThreadFactory.daemon("max-duration", () -> {
            try {
                Thread.sleep(maxDuration.toMillis());
                stop.requestStop(CancellationToken.GRACE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        timer.start();
        return timer;
    }

    /** The run was not started, because the options contradict an unfinished run. Nothing was sent. */
    public static final class RefusedException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        RefusedException(String message) {
            super(message);
        }
    }
}
