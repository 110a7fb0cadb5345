package io.contactsync.cli.run;

import io.contactsync.cli.ExitCode;
import io.contactsync.cli.JobArguments;
import io.contactsync.cli.ProgressLine;
import io.contactsync.cli.look.NothingKnown;
import io.contactsync.cli.signal.Signals;
import io.contactsync.http.StopSignal;
import io.contactsync.job.JobRun;
import io.contactsync.job.progress.Rejected;
import io.contactsync.job.run.RunOptions;
import io.contactsync.jobfile.JobFile;
import io.contactsync.ledger.state.StateDirectory;
import io.contactsync.report.ResultJson;
import io.contactsync.report.ResultTable;
import io.contactsync.report.RunResult;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Tries the rejected contacts again. */
@Command(
        name = "retry",
        description = {
            "Reads the rejected contacts again from the source and tries them anew, and nobody else.",
            "It is a sample: an unfinished run stays where it is."
        },
        mixinStandardHelpOptions = true)
public final class RetryCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private JobArguments job;

    @Option(
            names = "--resend",
            description = "also send creates again that are in doubt; where one was done after all, there will be two")
    private boolean resend;

    @Option(names = "--quiet", description = "no progress and no table")
    private boolean quiet;

    @Override
    public Integer call() {
        JobFile file = job.load();
        StateDirectory state = job.findState().orElseThrow(() -> NothingKnown.of(file.name()));
        Rejected rejected = Rejected.of(state, file).orElseThrow(() -> NothingKnown.of(file.name()));
        if (resend) {
            say("creates in doubt, to be sent again: " + rejected.giveUpOpenCreates(state, file));
        }
        RunResult result = run(file, state, rejected);
        show(result);
        if (!rejected.unreadable().isEmpty()) {
            say("without an id and so not read again, a whole run comes upon them: "
                    + String.join(", ", rejected.unreadable()));
        }
        return ExitCode.of(result);
    }

    private RunResult run(JobFile file, StateDirectory state, Rejected rejected) {
        StopSignal stop = new StopSignal();
        Signals signals = Signals.stopping(stop, spec.commandLine().getErr());
        try (signals;
                ProgressLine progress = new ProgressLine(spec.commandLine().getErr(), quiet)) {
            return new JobRun(file, RunOptions.retrying(rejected.byChannel()), state, stop, progress::start).run();
        }
    }

    private void show(RunResult result) {
        PrintWriter out = spec.commandLine().getOut();
        if (job.json()) {
            out.println(ResultJson.of(result));
        }
        if (!quiet) {
            PrintWriter shown = job.json() ? spec.commandLine().getErr() : out;
            shown.print(ResultTable.of(result, job.file().toString()));
            shown.flush();
        }
        out.flush();
    }

    private void say(String sentence) {
        if (!quiet) {
            spec.commandLine().getErr().println(sentence);
            spec.commandLine().getErr().flush();
        }
    }
}
