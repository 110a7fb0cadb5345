package io.contactsync.job;

import io.contactsync.connector.EndpointSettings;
import io.contactsync.jobfile.JobFile;
import io.contactsync.ledger.db.Endpoint;
import io.contactsync.ledger.db.LedgerBinding;
import io.contactsync.run.RunOptions;

/** Compares a job's source and target with those that its ledger belongs to. */
final class LedgerBindingCheck {

    private LedgerBindingCheck() {}

    /** Checks that the ledger's links belong to the job's source and target, before anything relies on them. */
    static void check(JobFile file, RunOptions options, LedgerBinding belonging) {
        Endpoint source = neighbour(file.source());
        belonging.bindTarget(neighbour(file.target()));
        if (options.start() == RunOptions.Start.FRESH) {
            belonging.rebindSource(source);
        } else {
            belonging.bindSource(source);
        }
    }

    static Endpoint neighbour(EndpointSettings settings) {
        EndpointSettings.Identity endpoint = settings.endpoint();
        return new Endpoint(endpoint.kind(), endpoint.address(), endpoint.shown());
    }
}
