package io.contactsync.cli;

import io.contactsync.connector.ConnectorRegistry;
import io.contactsync.jobfile.JobFile;
import io.contactsync.ledger.state.StateDirectory;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What every command about a job takes. */
public final class JobArguments {
    private final ConnectorRegistry connectors;

    /**
     * Created by picocli.
     *
     * @param connectors the systems that a job file can name
     */
    public JobArguments(ConnectorRegistry connectors) {
        this.connectors = connectors;
    }

    @Parameters(index = "0", paramLabel = "JOB", description = "the job file")
    Path file = Path.of("");

    @Option(
            names = "--state",
            paramLabel = "DIR",
            description = "where ledgers are kept (default: $CONTACT_SYNC_STATE, else ~/.contact-sync)")
    @Nullable
    Path state;

    @Option(names = "--json", description = "print the result as one JSON object")
    boolean json;

    /**
     * Loads the job file.
     *
     * @return the job
     */
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

    /**
     * Opens the state directory.
     *
     * @return the directory, created where it is missing
     */
    public StateDirectory openState() {
        return StateDirectory.open(StateDirectory.locate(state, System.getenv()));
    }

    /**
     * Opens the state directory where there is one, for the commands that only look at a job's past.
     *
     * @return the directory, or nothing; it is not created
     */
    public Optional<StateDirectory> findState() {
        return StateDirectory.find(StateDirectory.locate(state, System.getenv()));
    }

    /**
     * The job file's path, for the commands that are suggested.
     *
     * @return the path as it was given
     */
    public Path file() {
        return file;
    }

    /**
     * Tells how the result is wanted.
     *
     * @return true for one JSON object
     */
    public boolean json() {
        return json;
    }

    /**
     * The job's name, for commands that only look at its past and so need no tokens.
     *
     * @return its name
     */
    public String name() {
        return JobFile.nameOf(file, System.getenv());
    }
}
