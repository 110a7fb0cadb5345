package io.contactsync.job;

import io.contactsync.job.run.RunOptions;
import io.contactsync.jobfile.JobFile;
import io.contactsync.jobfile.setting.SourceSettings;
import io.contactsync.jobfile.setting.TargetSettings;
import io.contactsync.ledger.store.Belonging;
import io.contactsync.ledger.store.Neighbour;
import java.net.URI;

/** The two ends of a job as its ledger remembers them. */
final class Ends {

    private Ends() {}

    /** Makes sure that the ledger's links are about the job's source and target, before anything relies on them. */
    static void check(JobFile file, RunOptions options, Belonging belonging) {
        Neighbour source = source(file.source());
        belonging.target(target(file.target()));
        if (options.start() == RunOptions.Start.FRESH) {
            belonging.sourceMoved(source);
        } else {
            belonging.source(source);
        }
    }

    static Neighbour source(SourceSettings source) {
        if (source instanceof SourceSettings.Digivault digivault) {
            return at("digivault", digivault.url());
        }
        if (source instanceof SourceSettings.Heyx heyx) {
            return at("heyx", heyx.url());
        }
        // Each export may be a file of its own; what the ids mean hangs on their column.
        return new Neighbour("csv by " + ((SourceSettings.Csv) source).id(), "", "");
    }

    static Neighbour target(TargetSettings target) {
        if (target instanceof TargetSettings.Digivault digivault) {
            return at("digivault", digivault.url());
        }
        return target instanceof TargetSettings.Heyx heyx ? at("heyx", heyx.url()) : new Neighbour("csv", "", "");
    }

    private static Neighbour at(String kind, URI url) {
        return new Neighbour(kind, url.toString(), url.getAuthority());
    }
}
