package io.contactsync.cli;

import io.contactsync.jobfile.JobFile;
import io.contactsync.ledger.state.StateDirectory;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What every command about a job takes. */
final class JobArguments {

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

    JobFile load() {
        return JobFile.load(file, System.getenv());
    }

    StateDirectory openState() {
        return StateDirectory.open(StateDirectory.locate(state, System.getenv()));
    }
}
