package io.contactsync.cli.look;

import io.contactsync.cli.ExitCode;
import io.contactsync.cli.JobArguments;
import io.contactsync.cli.ProgressLine;
import io.contactsync.cli.Terminal;
import io.contactsync.cli.signal.Signals;
import io.contactsync.http.StopSignal;
import io.contactsync.job.plan.Depth;
import io.contactsync.job.plan.Planning;
import io.contactsync.job.run.RunOptions;
import io.contactsync.jobfile.JobFile;
import io.contactsync.report.RunResult;
import io.contactsync.report.plan.Ink;
import io.contactsync.report.plan.Masking;
import io.contactsync.report.plan.Plan;
import io.contactsync.report.plan.PlanJson;
import io.contactsync.report.plan.PlanText;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Tells what a run would do. */
@Command(
        name = "plan",
        description = {
            "Tells what a run would do: contacts to create and update, calls, minutes, finishing time.",
            "Reads the source, which costs its calls, and writes nothing anywhere."
        },
        mixinStandardHelpOptions = true)
public final class PlanCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private JobArguments job;

    @Option(
            names = "--lookup",
            description = "ask the target for contacts without a link, which costs calls (the run will ask again)")
    private boolean lookup;

    @Option(names = "--diff", paramLabel = "N", description = "show the first N changes in full (default: 5)")
    private int diff = 5;

    @Option(names = "--show-values", description = "show phones, names, mail and web addresses as they are")
    private boolean showValues;

    @Option(names = "--exit-code", description = "exit with 10 when there is something to do, with 0 when not")
    private boolean exitCode;

    @Option(names = "--limit", paramLabel = "N", description = "plan for the first N contacts only")
    private @Nullable Long limit;

    @Option(names = "--only", paramLabel = "ID", description = "plan for this contact only; repeatable")
    private List<String> only = List.of();

    @Option(names = "--file", paramLabel = "PATH", description = "another file for the job's CSV source or target")
    private @Nullable Path csv;

    /** Made by picocli. */
    public PlanCommand() {}

    @Override
    public Integer call() {
        if (diff < 0 || (limit != null && limit < 1)) {
            throw new ParameterException(spec.commandLine(), "--diff is a number from 0, --limit one from 1");
        }
        Plan plan = plan(job.load(csv));
        Masking masking = showValues ? Masking.SHOWN : Masking.MASKED;
        PrintWriter out = spec.commandLine().getOut();
        if (job.json()) {
            out.println(PlanJson.of(plan, masking));
        } else {
            boolean coloured = Terminal.showsColourOnStdout();
            out.print(PlanText.of(plan, job.file().toString(), masking, coloured ? Ink.COLOURED : Ink.PLAIN));
        }
        out.flush();
        return exitCode(plan);
    }

    private Plan plan(JobFile file) {
        RunOptions options = new RunOptions(
                RunOptions.Start.FRESH,
                limit == null ? OptionalLong.empty() : OptionalLong.of(limit),
                only,
                OptionalLong.empty(),
                Optional.empty());
        StopSignal stop = new StopSignal();
        ProgressLine progress = new ProgressLine(spec.commandLine().getErr(), job.json());
        try (progress;
                Signals signals = Signals.ending(stop, progress.err())) {
            return new Planning(file, options, job.openState(), lookup ? Depth.LOOKUP : Depth.LEDGER, diff)
                    .plan(stop, progress::start);
        }
    }

    private int exitCode(Plan plan) {
        if (plan.rehearsed().status() != RunResult.Status.COMPLETED) {
            return ExitCode.of(plan.rehearsed());
        }
        return exitCode && plan.hasSomethingToDo() ? ExitCode.SOMETHING_TO_DO : ExitCode.DONE;
    }
}
