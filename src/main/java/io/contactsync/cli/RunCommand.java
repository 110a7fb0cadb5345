package io.contactsync.cli;

import io.contactsync.cli.terminal.ProgressDisplay;
import io.contactsync.http.CancellationToken;
import io.contactsync.job.JobRunner;
import io.contactsync.jobfile.DurationParser;
import io.contactsync.jobfile.JobFile;
import io.contactsync.report.ResultJson;
import io.contactsync.report.ResultTable;
import io.contactsync.report.RunResult;
import io.contactsync.run.RunOptions;
import io.contactsync.state.LedgerException;
import io.contactsync.support.FatalErrorHandler;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Runs a job, or resumes its unfinished run. */
@Command(
        name = "run",
        description = {
            "Runs a job: resumes an unfinished run of it, or starts a new one if there is none.",
            "Unchanged contacts cost no call to the target. A run can be stopped at any time and resumed later."
        },
        exitCodeList = {
            ExitCode.Help.DONE,
            ExitCode.Help.REJECTS,
            ExitCode.Help.REFUSED,
            ExitCode.Help.STOPPED,
            ExitCode.Help.RUNNING,
            ExitCode.Help.TOKEN_REFUSED
        },
        mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private JobArguments job;

    @Mixin
    private RunOutputs outputs = new RunOutputs();

    @Option(
            names = "--fresh",
            description = "Start a new run instead of resuming: discards the checkpoint, never the ledger.")
    private boolean fresh;

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "Sample: sync the first N contacts only; leaves the checkpoint unchanged.")
    private @Nullable Long limit;

    @Option(
            names = "--only",
            paramLabel = "ID",
            description = "Sample: sync this contact only; repeatable; leaves the checkpoint unchanged.")
    private List<String> only = List.of();

    @Option(
            names = "--max-calls",
            paramLabel = "N",
            description = "Stop gracefully after N calls to the target (exit 3); the run can be resumed.")
    private @Nullable Long maxCalls;

    @Option(
            names = "--max-duration",
            paramLabel = "TIME",
            converter = ToDuration.class,
            description = "Stop gracefully after this time, such as 50m (exit 3); the run can be resumed.")
    private @Nullable Duration maxDuration;

    @Option(
            names = "--fresh-links",
            description = "Accept a ledger that was restored from its backup although the job has match: []: contacts "
                    + "that were created since the backup are created a second time.")
    private boolean freshLinks;

    @Option(names = "--file", paramLabel = "PATH", description = "Use another file for the job's CSV source or target.")
    private @Nullable Path csv;

    @Option(names = "--quiet", description = "Print no progress and no table.")
    private boolean quiet;

    @Override
    public Integer call() {
        requirePositive("--limit", limit);
        requirePositive("--max-calls", maxCalls);
        outputs.check(spec);
        if (outputs.logJson) {
            spec.commandLine().setErr(LogLineWriter.asJson());
        }
        return run(job.load(csv));
    }

    private int run(JobFile file) {
        CancellationToken stop = maxCalls == null ? new CancellationToken() : new CancellationToken(maxCalls);
        RunOptions options = new RunOptions(
                        fresh ? RunOptions.Start.FRESH : RunOptions.Start.RESUME,
                        limit == null ? OptionalLong.empty() : OptionalLong.of(limit),
                        only,
                        maxCalls == null ? OptionalLong.empty() : OptionalLong.of(maxCalls),
                        Optional.ofNullable(maxDuration))
                .withFreshLinks(freshLinks);
        PrintWriter err = spec.commandLine().getErr();
        ProgressDisplay progress =
                outputs.logJson ? ProgressDisplay.logged(err, quiet) : new ProgressDisplay(err, quiet);
        RunReporter reporter = new RunReporter(file, outputs.report, outputs.metrics, progress::start);
        JobRunner runner = new JobRunner(file, options, job::openState, stop, reporter);
        RunResult result;
        try (progress;
                SignalHandler signals = SignalHandler.stoppingGracefully(stop, progress.err())) {
            result = runner.run();
        } catch (LedgerException e) {
            reporter.failed(e);
            reporter.sendNotification();
            throw e;
        }
        checkMemory(result);
        print(result);
        reporter.sendNotification();
        runner.unwrittenStatus().ifPresent(reporter::addUnwritten);
        return ExitCode.afterWriting(result, reporter.unwritten(), err);
    }

    static void checkMemory(RunResult result) {
        if (result.status() == RunResult.Status.FAILED) {
            FatalErrorHandler.checkMemory();
        }
    }

    private void requirePositive(String option, @Nullable Long value) {
        if (value != null && value < 1) {
            throw new ParameterException(spec.commandLine(), option + " must be 1 or more, not " + value);
        }
    }

    private void print(RunResult result) {
        if (job.json()) {
            out().println(ResultJson.of(result));
        }
        boolean printsTable = !quiet && !(job.json() && outputs.logJson);
        if (printsTable) {
            PrintWriter table = job.json() ? spec.commandLine().getErr() : out();
            table.print(ResultTable.of(result, job.file().toString()));
            table.flush();
        } else if (result.error() != null) {
            spec.commandLine().getErr().println(result.error());
        }
        out().flush();
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    /** Converts a duration in the job file's syntax. */
    static final class ToDuration implements ITypeConverter<Duration> {
        @Override
        public Duration convert(String value) {
            return DurationParser.parse(value)
                    .orElseThrow(() ->
                            new TypeConversionException("'" + value + "' is not a duration such as 90s, 50m or 1h30m"));
        }
    }
}
