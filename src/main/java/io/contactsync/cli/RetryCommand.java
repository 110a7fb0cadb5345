package io.contactsync.cli;

import io.contactsync.cli.terminal.ProgressDisplay;
import io.contactsync.http.CancellationToken;
import io.contactsync.job.JobRunner;
import io.contactsync.job.RejectedContacts;
import io.contactsync.jobfile.JobFile;
import io.contactsync.report.ResultJson;
import io.contactsync.report.ResultTable;
import io.contactsync.report.RunResult;
import io.contactsync.run.RunOptions;
import io.contactsync.state.StateDirectory;
import java.io.PrintWriter;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Syncs the rejected contacts again. */
@Command(
        name = "retry",
        description = {
            "Syncs only the rejected contacts, read again from the source.",
            "It does not change the checkpoint: an unfinished run can still be resumed."
        },
        exitCodeList = {
            ExitCode.Help.DONE,
            ExitCode.Help.REJECTS,
            ExitCode.Help.UNKNOWN,
            ExitCode.STOPPED + ":stopped or failed before the end; run retry again",
            ExitCode.Help.RUNNING,
            ExitCode.Help.TOKEN
        },
        mixinStandardHelpOptions = true)
final class RetryCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private JobArguments job;

    @Option(
            names = "--resend",
            description =
                    "Also send creates in doubt again; if such a create did succeed, this makes a duplicate contact.")
    private boolean resend;

    @Option(
            names = "--fresh-links",
            description = "Accept a ledger that was restored from its backup although the job has match: []: contacts "
                    + "that were created since the backup may be created a second time.")
    private boolean freshLinks;

    @Option(names = "--quiet", description = "Print no progress and no table.")
    private boolean quiet;

    @Override
    public Integer call() {
        JobFile file = job.load();
        StateDirectory state = job.findState().orElseThrow(() -> UnknownJobException.of(file.name()));
        RejectedContacts rejected =
                RejectedContacts.of(state, file).orElseThrow(() -> UnknownJobException.of(file.name()));
        if (resend) {
            printMessage("creates in doubt that are sent again: "
                    + rejected.dropOpenCreates(state, file, options(rejected)));
        }
        Set<String> unwritten = new LinkedHashSet<>();
        RunResult result = run(file, state, rejected, unwritten);
        RunCommand.checkMemory(result);
        print(result);
        for (String row : rejected.withoutId()) {
            printMessage(row + ": not retried (the row has no id); the next full run reads it again");
        }
        return ExitCode.afterWriting(result, unwritten, spec.commandLine().getErr());
    }

    private RunResult run(JobFile file, StateDirectory state, RejectedContacts rejected, Set<String> unwritten) {
        CancellationToken stop = new CancellationToken();
        SignalHandler signals =
                SignalHandler.stoppingGracefully(stop, spec.commandLine().getErr());
        try (signals;
                ProgressDisplay progress =
                        new ProgressDisplay(spec.commandLine().getErr(), quiet)) {
            JobRunner runner = new JobRunner(file, options(rejected), state, stop, progress::start);
            RunResult result = runner.run();
            runner.unwrittenStatus().ifPresent(unwritten::add);
            return result;
        }
    }

    private RunOptions options(RejectedContacts rejected) {
        return RunOptions.retrying(rejected.byChannel()).withFreshLinks(freshLinks);
    }

    private void print(RunResult result) {
        PrintWriter out = spec.commandLine().getOut();
        if (job.json()) {
            out.println(ResultJson.of(result));
        }
        if (!quiet) {
            PrintWriter table = job.json() ? spec.commandLine().getErr() : out;
            table.print(ResultTable.of(result, job.file().toString()));
            table.flush();
        }
        out.flush();
    }

    private void printMessage(String message) {
        if (!quiet) {
            spec.commandLine().getErr().println(message);
            spec.commandLine().getErr().flush();
        }
    }
}
