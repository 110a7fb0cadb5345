package io.contactsync.job;

import io.contactsync.connector.EndpointIdentity;
import io.contactsync.connector.EndpointSettings;
import io.contactsync.job.run.RunOptions;
import io.contactsync.jobfile.JobFile;
import io.contactsync.ledger.store.Belonging;
import io.contactsync.ledger.store.Neighbour;

/** Compares a job's source and target with those that its ledger belongs to. */
final class Ends {

    private Ends() {}

    /** Checks that the ledger's links belong to the job's source and target, before anything relies on them. */
    static void check(JobFile file, RunOptions options, Belonging belonging) {
        Neighbour source = neighbour(file.source());
        belonging.target(neighbour(file.target()));
        if (options.start() == RunOptions.Start.FRESH) {
            belonging.sourceMoved(source);
        } else {
            belonging.source(source);
        }
    }

    static Neighbour neighbour(EndpointSettings settings) {
        EndpointIdentity endpoint = settings.endpoint();
        return new Neighbour(endpoint.kind(), endpoint.address(), endpoint.shown());
    }
}
