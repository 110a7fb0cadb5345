package io.contactsync.cli.run;

import io.contactsync.cli.ExitCode;
import io.contactsync.cli.JobArguments;
import io.contactsync.cli.ProgressLine;
import io.contactsync.cli.signal.Signals;
import io.contactsync.cli.telling.RunTelling;
import io.contactsync.http.StopSignal;
import io.contactsync.job.JobRun;
import io.contactsync.job.run.RunOptions;
import io.contactsync.jobfile.Durations;
import io.contactsync.jobfile.JobFile;
import io.contactsync.ledger.state.LedgerFailed;
import io.contactsync.report.ResultJson;
import io.contactsync.report.ResultTable;
import io.contactsync.report.RunResult;
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

/** Carries a job out, or goes on with it. */
@Command(
        name = "run",
        description = "Carries a job out; continues an unfinished run of it, else starts a new one.",
        mixinStandardHelpOptions = true)
public final class RunCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private JobArguments job;

    @Mixin
    private RunOutputs outputs = new RunOutputs();

    @Option(names = "--fresh", description = "give an unfinished run up and start a new one (the ledger stays)")
    private boolean fresh;

    @Option(names = "--limit", paramLabel = "N", description = "take the first N contacts only, as a sample")
    private @Nullable Long limit;

    @Option(names = "--only", paramLabel = "ID", description = "take this contact only, as a sample; repeatable")
    private List<String> only = List.of();

    @Option(names = "--max-calls", paramLabel = "N", description = "stop in good order after N calls to the target")
    private @Nullable Long maxCalls;

    @Option(
            names = "--max-duration",
            paramLabel = "TIME",
            converter = ToDuration.class,
            description = "stop in good order after this time, such as 50m")
    private @Nullable Duration maxDuration;

    @Option(names = "--file", paramLabel = "PATH", description = "another file for the job's CSV source or target")
    private @Nullable Path csv;

    @Option(names = "--quiet", description = "no progress and no table")
    private boolean quiet;

    @Override
    public Integer call() {
        requirePositive("--limit", limit);
        requirePositive("--max-calls", maxCalls);
        outputs.check(spec);
        if (outputs.logJson) {
            spec.commandLine().setErr(LogLines.asJson());
        }
        return ExitCode.of(run(job.load(csv)));
    }

    private RunResult run(JobFile file) {
        StopSignal stop = maxCalls == null ? new StopSignal() : new StopSignal(maxCalls);
        RunOptions options = new RunOptions(
                fresh ? RunOptions.Start.FRESH : RunOptions.Start.RESUME,
                limit == null ? OptionalLong.empty() : OptionalLong.of(limit),
                only,
                maxCalls == null ? OptionalLong.empty() : OptionalLong.of(maxCalls),
                Optional.ofNullable(maxDuration));
        PrintWriter err = spec.commandLine().getErr();
        ProgressLine progress = outputs.logJson ? ProgressLine.logged(err, quiet) : new ProgressLine(err, quiet);
        RunTelling telling = new RunTelling(file, outputs.report, outputs.metrics, progress::start);
        RunResult result;
        try (progress;
                Signals signals = Signals.stopping(stop, progress.err())) {
            result = new JobRun(file, options, job::openState, stop, telling).run();
        } catch (LedgerFailed e) {
            telling.died(e);
            telling.post();
            throw e;
        }
        show(result);
        telling.post();
        return result;
    }

    private void requirePositive(String option, @Nullable Long value) {
        if (value != null && value < 1) {
            throw new ParameterException(spec.commandLine(), option + " is a number from 1, not " + value);
        }
    }

    private void show(RunResult result) {
        if (job.json()) {
            out().println(ResultJson.of(result));
        }
        boolean forPeople = !quiet && !(job.json() && outputs.logJson);
        if (forPeople) {
            PrintWriter shown = job.json() ? spec.commandLine().getErr() : out();
            shown.print(ResultTable.of(result, job.file().toString()));
            shown.flush();
        } else if (result.error() != null) {
            spec.commandLine().getErr().println(result.error());
        }
        out().flush();
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    /** Reads a duration as job files write it. */
    static final class ToDuration implements ITypeConverter<Duration> {
        @Override
        public Duration convert(String value) {
            return Durations.parse(value)
                    .orElseThrow(
                            () -> new TypeConversionException("'" + value + "' is no time such as 90s, 50m or 1h30m"));
        }
    }
}
