package io.contactsync.cli;

import io.contactsync.connector.ConnectorRegistry;
import io.contactsync.jobfile.JobFile;
import io.contactsync.state.StateDirectory;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The parameter and options that all commands about one job share. */
final class JobArguments {
    private final ConnectorRegistry connectors;

    /**
     * Created by picocli.
     *
     * @param connectors the systems that a job file can name
     */
    public JobArguments(ConnectorRegistry connectors) {
        this.connectors = connectors;
    }

    @Parameters(index = "0", paramLabel = "JOB", description = "The path of the job file.")
    Path file = Path.of("");

    @Option(
            names = "--state",
            paramLabel = "DIR",
            description = "The state directory, with the ledgers (default: $CONTACT_SYNC_STATE, else ~/.contact-sync).")
    @Nullable
    Path state;

    @Option(names = "--json", description = "Print the result to stdout as one JSON object.")
    boolean json;

    /** Loads the job file, with placeholders resolved from the environment. */
    public JobFile load() {
        return JobFile.load(file, System.getenv(), connectors);
    }

    /**
     * Loads the job file, with another file for its source or target.
     *
     * @param otherFile what {@code --file} names, or null when it is not given
     * @return the job
     */
    public JobFile load(@Nullable Path otherFile) {
        JobFile job = load();
        return otherFile == null ? job : job.withFile(otherFile, connectors);
    }

    /** Opens the state directory; creates it if it does not exist. */
    public StateDirectory openState() {
        return StateDirectory.open(StateDirectory.locate(state, System.getenv()));
    }

    /** Opens the state directory if it exists, for commands that only read past runs. Does not create it. */
    public Optional<StateDirectory> findState() {
        return StateDirectory.find(StateDirectory.locate(state, System.getenv()));
    }

    /** The job file's path as given on the command line. */
    public Path file() {
        return file;
    }

    /** Whether the result is printed as one JSON object. */
    public boolean json() {
        return json;
    }

    /** The job's name, for commands that only read past runs and therefore need no tokens. */
    public String name() {
        return JobFile.nameOf(file, System.getenv());
    }
}
