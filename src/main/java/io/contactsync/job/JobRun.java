package io.contactsync.job;

import io.contactsync.http.RunEnded;
import io.contactsync.http.StopSignal;
import io.contactsync.jobfile.JobFile;
import io.contactsync.ledger.JobLedger;
import io.contactsync.ledger.Reject;
import io.contactsync.ledger.Run;
import io.contactsync.ledger.state.StateDirectory;
import io.contactsync.report.Counts;
import io.contactsync.report.ResultJson;
import io.contactsync.report.RunResult;
import io.contactsync.report.Sheet;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Carries a job out, or goes on with it. */
public final class JobRun {

    private final JobFile file;
    private final RunOptions options;
    private final StateDirectory state;
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
         * Called once, when nothing more is sent and everything still open. Must not throw: the run has ended as it
         * has.
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
        this(file, options, state, stop, watch, Rehearsal.NONE);
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
        this.file = file;
        this.options = options;
        this.state = state;
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
        try (JobLedger ledger = JobLedger.open(state, file.name())) {
            Ends.check(file, options, ledger.belonging());
            Beginning beginning = new Beginning(file, options, ledger, CsvEnds.content(file));
            Run run = beginning.run();
            ledger.mappings().keep(run.no(), KeptMapping.of(file).text());
            try (Opening opening = new Opening(file, options, state, ledger, run, stop, rehearsal)) {
                Setting setting = opening.setting(expressions);
                RunView view = new RunView(setting, beginning.isResumed());
                watch.begun(view);
                try (StatusWriter status = StatusWriter.start(state, view)) {
                    drive(setting, beginning.isResumed());
                    RunResult result = watch.ended(view, result(setting, opening.tally(), beginning.isResumed()));
                    finish(setting, opening.tally(), result);
                    status.ended(result);
                    return result;
                }
            }
        }
    }

    private void drive(Setting setting, boolean resumed) {
        Thread alarm = options.maxDuration().map(this::stopAfter).orElse(null);
        try {
            BatchDriver.drive(setting, resumed);
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
        Thread alarm = new Thread(
                () -> {
                    try {
                        Thread.sleep(most.toMillis());
                        stop.request(StopSignal.GRACE);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "max-duration");
        alarm.setDaemon(true);
        alarm.start();
        return alarm;
    }

    private RunResult result(Setting setting, Opening.Tallies tally, boolean resumed) {
        Map<String, RunResult.Channel> channels = new LinkedHashMap<>();
        List<Reject> rejects = new ArrayList<>();
        boolean balanced = true;
        for (ChannelRun channel : setting.channels()) {
            Counts counts = channel.live().counts();
            balanced &= counts.balances();
            channels.put(channel.name(), new RunResult.Channel(counts, tally.of(channel)));
            rejects.addAll(channel.ledger().rejects().ofRun(RunResult.MOST_REJECTS - rejects.size()));
        }
        if (!balanced) {
            setting.ending().because(new IllegalStateException("the sheet does not balance: " + channels));
        }
        Throwable cause = setting.ending().cause();
        return new RunResult(
                file.name(),
                setting.run().no(),
                status(cause),
                resumed,
                setting.run().started(),
                Instant.now(),
                channels,
                tally.source(),
                Sheet.warnings(setting.channels().stream().map(ChannelRun::live).toList()),
                rejects,
                cause == null || Ending.isStop(cause) ? null : error(cause),
                null);
    }

    private static RunResult.Status status(@Nullable Throwable cause) {
        if (cause == null) {
            return RunResult.Status.COMPLETED;
        }
        if (cause instanceof RunEnded.TokenRefused) {
            return RunResult.Status.TOKEN_REFUSED;
        }
        return Ending.isStop(cause) ? RunResult.Status.STOPPED : RunResult.Status.FAILED;
    }

    private static String error(Throwable cause) {
        String message = cause.getMessage();
        return message == null ? cause.toString() : message;
    }

    private static void finish(Setting setting, Opening.Tallies tally, RunResult result) {
        Run.Status status = Run.Status.valueOf(result.status().json());
        setting.ledger().runs().end(setting.run(), status, ResultJson.of(result));
        if (status == Run.Status.COMPLETED) {
            tally.delete();
        }
    }
}
