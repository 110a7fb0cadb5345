package io.contactsync.job;

import io.contactsync.connector.TargetSettings;
import io.contactsync.jobfile.JobFile;
import io.contactsync.ledger.JobLedger;
import io.contactsync.ledger.db.LinkRecovery;
import io.contactsync.run.RunOptions;
import java.util.Optional;

/**
 * A ledger that was restored from its backup has no links to the contacts that were created since. With match fields,
 * these contacts are found again. Without, a run would create them a second time, so it must be told to.
 */
public final class RestoredLedger {

    private RestoredLedger() {}

    /** Returns what happens to contacts whose links are lost. */
    public static LinkRecovery recovery(JobFile file) {
        boolean createsWithoutLookup = file.match().isEmpty()
                && file.mode() != JobFile.Mode.UPDATE_ONLY
                && file.target().supports(TargetSettings.Capability.LOOKUP);
        return createsWithoutLookup ? LinkRecovery.NONE : LinkRecovery.LOOKUP;
    }

    /**
     * Returns why a run is refused.
     *
     * @param restored the time of the backup if the ledger was restored
     */
    public static Optional<String> refusal(JobFile file, Optional<String> restored) {
        return recovery(file) == LinkRecovery.NONE ? restored.map(time -> refusal(file, time)) : Optional.empty();
    }

    private static String refusal(JobFile file, String time) {
        return "%s: the ledger of job '%s' was restored from its backup of %s, and with match: [] the contacts that were created since then are not found again: they would be created a second time; look for them in the target first, then run with --fresh-links to accept this"
                .formatted(file.file(), file.name(), time);
    }

    /**
     * Checks a ledger before anything relies on its links. A full run that may use a restored ledger makes it an
     * ordinary one.
     *
     * @throws JobRunner.RefusedException if it was restored and the options do not accept that
     */
    static void check(JobFile file, RunOptions options, JobLedger ledger) {
        Optional<String> refusal = refusal(file, ledger.restored());
        if (refusal.isPresent() && !options.freshLinks()) {
            throw new JobRunner.RefusedException(refusal.get());
        }
        if (ledger.restored().isPresent() && !options.isSample()) {
            ledger.acceptRestored();
        }
    }
}
