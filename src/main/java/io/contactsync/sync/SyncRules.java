package io.contactsync.sync;

import java.time.Clock;
import java.util.List;
import java.util.Set;

/**
 * The job file's rules for syncing contacts.
 *
 * @param match the match fields in their order
 * @param identityFields further fields whose values are claimed before a create
 * @param createAttempts how often a create whose response is lost is sent, at least 1
 * @param clock gives the time of a create
 * @param sample whether the run is a sample, which a snapshot target writes to a file of its own
 */
public record SyncRules(
        Mode mode,
        List<String> match,
        Set<String> identityFields,
        int createAttempts,
        OnMissing onMissing,
        Clock clock,
        boolean sample) {

    /** What a run may do in the target. */
    public enum Mode {
        /** Create and update. */
        UPSERT,
        /** Create only. */
        CREATE_ONLY,
        /** Update only. */
        UPDATE_ONLY
    }

    /** What to do with contacts that are missing from the source. */
    public sealed interface OnMissing {

        /** Nothing. */
        record Keep() implements OnMissing {}

        /** Add a tag. */
        record Tag(String name) implements OnMissing {}

        /** Delete them from the target. */
        record Delete() implements OnMissing {}
    }

    /** Takes an unmodifiable copy. */
    public SyncRules {
        match = List.copyOf(match);
        identityFields = Set.copyOf(identityFields);
    }
}
