package io.contactsync.cli;

import io.contactsync.jobfile.JobFile;
import io.contactsync.report.RunStatus;
import io.contactsync.report.StatusJson;
import io.contactsync.report.StatusText;
import io.contactsync.state.StateDirectory;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Shows the state of a job's last run, also while it is running. */
@Command(
        name = "status",
        description = {
            "Shows the state of the last run, also while it is running: progress, calls, time left.",
            "Without JOB, it shows one line for each job of the state directory."
        },
        exitCodeList = {
            ExitCode.DONE + ":done, whatever the state of the run",
            ExitCode.Help.UNKNOWN,
            ExitCode.Help.FAILED
        },
        mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {
    private static final String SUFFIX = ".status";

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "JOB",
            description = "The path of the job file (default: all jobs).")
    private @Nullable Path job;

    @Option(
            names = "--state",
            paramLabel = "DIR",
            description = "The state directory, with the ledgers (default: $CONTACT_SYNC_STATE, else ~/.contact-sync).")
    private @Nullable Path state;

    @Option(names = "--json", description = "Print the result to stdout as one JSON object.")
    private boolean json;

    /** Created by picocli. */
    public StatusCommand() {}

    @Override
    public Integer call() {
        Optional<StateDirectory> directory = StateDirectory.find(StateDirectory.locate(state, System.getenv()));
        PrintWriter out = spec.commandLine().getOut();
        if (job == null) {
            printAll(directory.map(StatusCommand::readAll).orElse(List.of()), out);
        } else {
            String name = JobFile.nameOf(job, System.getenv());
            print(
                    directory.flatMap(found -> read(found, name)).orElseThrow(() -> UnknownJobException.of(name)),
                    job,
                    out);
        }
        out.flush();
        return ExitCode.DONE;
    }

    private void print(RunStatus status, Path file, PrintWriter out) {
        if (json) {
            out.println(StatusJson.of(status));
        } else {
            out.print(StatusText.of(status, file.toString()));
        }
    }

    private void printAll(List<RunStatus> all, PrintWriter out) {
        if (json) {
            ObjectNode root = new JsonMapper().createObjectNode();
            ArrayNode jobs = root.putArray("jobs");
            all.forEach(one -> jobs.add(StatusJson.of(one)));
            out.println(root);
        } else if (all.isEmpty()) {
            spec.commandLine().getErr().println("no job has run with this state directory");
        } else {
            out.print(StatusText.table(all));
        }
    }

    private static List<RunStatus> readAll(StateDirectory directory) {
        return directory.namesWithSuffix(SUFFIX).stream()
                .map(name -> read(directory, name))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<RunStatus> read(StateDirectory directory, String name) {
        return directory.read(name + SUFFIX).flatMap(StatusJson::read).map(RunStatus::withProcessChecked);
    }
}
