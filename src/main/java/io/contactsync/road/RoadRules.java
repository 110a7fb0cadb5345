package io.contactsync.road;

import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a job file says about how contacts travel.
 *
 * @param mode what may be done in the target
 * @param match the match fields in their order
 * @param createAttempts how often a create is sent whose answers are lost
 * @param missingTag the tag for contacts that are gone from the source, or null
 * @param clock tells how long ago a create was sent
 */
public record RoadRules(
        Mode mode,
        List<String> match,
        int createAttempts,
        @Nullable String missingTag,
        Clock clock) {

    /** What may be done in the target. */
    public enum Mode {
        /** Create and update. */
        UPSERT,
        /** Create only. */
        CREATE_ONLY,
        /** Update only. */
        UPDATE_ONLY
    }

    /** Takes an unmodifiable copy. */
    public RoadRules {
        match = List.copyOf(match);
    }
}
