package io.contactsync.cli;

import io.contactsync.jobfile.JobFile;
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
            ExitCode.Help.UNKNOWN + "; with JOB: its ledger cannot be used",
            ExitCode.Help.FAILED
        },
        mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {
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
            printAll(directory.map(JobStatus::readAll).orElse(List.of()), out);
        } else {
            String name = JobFile.nameOf(job, System.getenv());
            JobStatus status = directory
                    .flatMap(found -> JobStatus.read(found, name))
                    .orElseThrow(() -> UnknownJobException.of(name));
            print(status, job, out);
            return status.refused() ? ExitCode.REFUSED : ExitCode.DONE;
        }
        return ExitCode.DONE;
    }

    private void print(JobStatus status, Path file, PrintWriter out) {
        printProblems(status);
        if (json) {
            out.println(json(status));
        } else {
            out.print(StatusText.of(status.status(), file.toString()));
        }
        out.flush();
    }

    private void printAll(List<JobStatus> all, PrintWriter out) {
        all.forEach(this::printProblems);
        if (json) {
            ObjectNode root = new JsonMapper().createObjectNode();
            ArrayNode jobs = root.putArray("jobs");
            all.forEach(one -> jobs.add(json(one)));
            out.println(root);
        } else if (all.isEmpty()) {
            spec.commandLine().getErr().println("no job has run with this state directory");
        } else {
            out.print(StatusText.table(all.stream().map(JobStatus::status).toList()));
        }
        out.flush();
    }

    private static ObjectNode json(JobStatus status) {
        ObjectNode node = StatusJson.of(status.status());
        if (!status.problems().isEmpty()) {
            ArrayNode problems = node.putArray("problems");
            status.problems().forEach(problems::add);
        }
        return node;
    }

    private void printProblems(JobStatus status) {
        PrintWriter err = spec.commandLine().getErr();
        status.problems().forEach(problem -> err.println(status.status().job() + ": " + problem));
        err.flush();
    }
}
