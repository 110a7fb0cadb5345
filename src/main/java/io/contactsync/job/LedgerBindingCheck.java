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
    static void check(JobFile file, RunOptions options, LedgerBinding binding) {
        Endpoint source = endpoint(file.source());
        binding.bindTarget(endpoint(file.target()));
        if (options.start() == RunOptions.Start.FRESH) {
            binding.rebindSource(source);
        } else {
            binding.bindSource(source);
        }
    }

    static Endpoint endpoint(EndpointSettings settings) {
        EndpointSettings.LedgerIdentity endpoint = settings.ledgerIdentity();
        return new Endpoint(endpoint.kind(), endpoint.address(), endpoint.shown());
    }
}
