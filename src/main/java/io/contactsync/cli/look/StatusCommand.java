package io.contactsync.cli.look;

import io.contactsync.cli.ExitCode;
import io.contactsync.jobfile.JobFile;
import io.contactsync.ledger.state.StateDirectory;
import io.contactsync.report.status.RunStatus;
import io.contactsync.report.status.StatusJson;
import io.contactsync.report.status.StatusText;
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

/** Tells how the last run of a job stands, also while it is under way. */
@Command(
        name = "status",
        description = "Tells how the last run of a job stands, also while it is under way; without JOB, of all jobs.",
        mixinStandardHelpOptions = true)
public final class StatusCommand implements Callable<Integer> {
    private static final String SUFFIX = ".status";

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(index = "0", arity = "0..1", paramLabel = "JOB", description = "the job file (default: all jobs)")
    private @Nullable Path job;

    @Option(
            names = "--state",
            paramLabel = "DIR",
            description = "where ledgers are kept (default: $CONTACT_SYNC_STATE, else ~/.contact-sync)")
    private @Nullable Path state;

    @Option(names = "--json", description = "print the result as one JSON object")
    private boolean json;

    /** Made by picocli. */
    public StatusCommand() {}

    @Override
    public Integer call() {
        Optional<StateDirectory> directory = StateDirectory.find(StateDirectory.locate(state, System.getenv()));
        PrintWriter out = spec.commandLine().getOut();
        if (job == null) {
            tellAll(directory.map(StatusCommand::readAll).orElse(List.of()), out);
        } else {
            String name = JobFile.nameOf(job, System.getenv());
            tell(directory.flatMap(found -> read(found, name)).orElseThrow(() -> NothingKnown.of(name)), job, out);
        }
        out.flush();
        return ExitCode.DONE;
    }

    private void tell(RunStatus status, Path file, PrintWriter out) {
        if (json) {
            out.println(StatusJson.of(status));
        } else {
            out.print(StatusText.of(status, file.toString()));
        }
    }

    private void tellAll(List<RunStatus> all, PrintWriter out) {
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
        return directory.names(SUFFIX).stream()
                .map(name -> read(directory, name))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<RunStatus> read(StateDirectory directory, String name) {
        return directory.read(name + SUFFIX).flatMap(StatusJson::read).map(RunStatus::believed);
    }
}
