package io.contactsync.jobfile.setting;

import java.net.URI;
import java.util.Set;

/**
 * Whom a run tells how it ended.
 *
 * @param url where the result is posted to; often a secret, and printed as its host only
 * @param on the occasions
 */
public record Notify(URI url, Set<Occasion> on) {

    /** Takes an unmodifiable copy. */
    public Notify {
        on = Set.copyOf(on);
    }

    /** When something is posted. */
    public enum Occasion {
        /** A run failed or stopped. */
        FAILURE,
        /** A run was done, but rejected contacts. */
        REJECTS,
        /** A run was done after one that failed, stopped or rejected. */
        RECOVERY
    }

    @Override
    public String toString() {
        return "Notify[" + url.getHost() + ", " + on + "]";
    }
}
