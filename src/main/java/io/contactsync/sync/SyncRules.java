package io.contactsync.sync;

import java.time.Clock;
import java.util.List;

/**
 * What a job file says about how contacts travel.
 *
 * @param mode what may be done in the target
 * @param match the match fields in their order
 * @param createAttempts how often a create is sent whose answers are lost
 * @param onMissing what is done about contacts that are gone from the source
 * @param clock tells how long ago a create was sent
 */
public record SyncRules(Mode mode, List<String> match, int createAttempts, OnMissing onMissing, Clock clock) {

    /** What may be done in the target. */
    public enum Mode {
        /** Create and update. */
        UPSERT,
        /** Create only. */
        CREATE_ONLY,
        /** Update only. */
        UPDATE_ONLY
    }

    /** What is done about a contact that is gone from the source. */
    public sealed interface OnMissing {

        /** Nothing. */
        record Keep() implements OnMissing {}

        /**
         * It gets a tag.
         *
         * @param name the tag
         */
        record Tag(String name) implements OnMissing {}

        /** It is deleted from the target. */
        record Delete() implements OnMissing {}
    }

    /** Takes an unmodifiable copy. */
    public SyncRules {
        match = List.copyOf(match);
    }
}
