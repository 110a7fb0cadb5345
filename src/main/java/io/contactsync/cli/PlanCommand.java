package io.contactsync.cli;

import io.contactsync.cli.terminal.ProgressDisplay;
import io.contactsync.cli.terminal.Terminal;
import io.contactsync.http.CancellationToken;
import io.contactsync.jobfile.JobFile;
import io.contactsync.plan.Plan;
import io.contactsync.plan.Planner;
import io.contactsync.report.DiffStyle;
import io.contactsync.report.RunResult;
import io.contactsync.report.ValueMasking;
import io.contactsync.run.RunOptions;
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

/** Shows what a run would do. */
@Command(
        name = "plan",
        description = {
            "Dry run: shows the contacts to create and update, differences, calls and the time needed.",
            "It reads the source, which costs calls there, and writes nothing anywhere."
        },
        exitCodeList = {
            ExitCode.DONE + ":done; with --exit-code: a run would change nothing",
            ExitCode.Help.REFUSED,
            ExitCode.Help.INTERRUPTED,
            ExitCode.Help.RUNNING,
            ExitCode.Help.TOKEN,
            ExitCode.CHANGES_FOUND + ":with --exit-code: a run would change something"
        },
        mixinStandardHelpOptions = true)
final class PlanCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private JobArguments job;

    @Option(
            names = "--lookup",
            description = "Look up contacts without a link in the target, which costs calls (the run repeats them).")
    private boolean lookup;

    @Option(
            names = "--diff",
            paramLabel = "N",
            description = "Show the field-level differences of the first N changes (default: 5).")
    private int diff = 5;

    @Option(names = "--show-values", description = "Show phone numbers, names, email and web addresses unmasked.")
    private boolean showValues;

    @Option(names = "--exit-code", description = "Exit with 10 if a run would change anything, else with 0.")
    private boolean exitCode;

    @Option(names = "--limit", paramLabel = "N", description = "Plan for the first N contacts only.")
    private @Nullable Long limit;

    @Option(names = "--only", paramLabel = "ID", description = "Plan for this contact only; repeatable.")
    private List<String> only = List.of();

    @Option(
            names = "--fresh-links",
            description = "Accept a ledger that was restored from its backup although the job has match: []: contacts "
                    + "that were created since the backup are created a second time.")
    private boolean freshLinks;

    @Option(names = "--file", paramLabel = "PATH", description = "Use another file for the job's CSV source or target.")
    private @Nullable Path csv;

    /** Created by picocli. */
    public PlanCommand() {}

    @Override
    public Integer call() {
        if (diff < 0 || (limit != null && limit < 1)) {
            throw new ParameterException(spec.commandLine(), "--diff must be 0 or more, --limit 1 or more");
        }
        Plan plan = plan(job.load(csv));
        ValueMasking masking = showValues ? ValueMasking.SHOWN : ValueMasking.MASKED;
        PrintWriter out = spec.commandLine().getOut();
        if (job.json()) {
            out.println(plan.toJson(masking));
        } else {
            boolean coloured = Terminal.showsColourOnStdout();
            out.print(plan.toText(job.file().toString(), masking, coloured ? DiffStyle.COLOURED : DiffStyle.PLAIN));
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
                        Optional.empty())
                .withFreshLinks(freshLinks);
        CancellationToken stop = new CancellationToken();
        ProgressDisplay progress = new ProgressDisplay(spec.commandLine().getErr(), job.json());
        try (progress;
                SignalHandler signals = SignalHandler.stoppingAtOnce(stop, progress.err())) {
            return new Planner(
                            file,
                            options,
                            job.openState(),
                            lookup ? Planner.LookupDepth.LOOKUP : Planner.LookupDepth.LEDGER,
                            diff)
                    .plan(stop, progress::start);
        }
    }

    private int exitCode(Plan plan) {
        if (plan.dryRun().status() != RunResult.Status.COMPLETED) {
            return ExitCode.of(plan.dryRun());
        }
        return exitCode && plan.hasChanges() ? ExitCode.CHANGES_FOUND : ExitCode.DONE;
    }
}
