package io.contactsync.ledger;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One execution of a job, all its parts together.
 *
 * @param no its number, from 1
 * @param sample whether it took only some contacts and so leaves no checkpoint
 * @param started when its first part began
 * @param finished when its last part ended, or null while it is under way or was killed
 * @param status how it stands
 * @param identity hashes of the parts of the job file that must not change while it is unfinished, by name
 * @param fromStart whether its next part has to read the source from the start
 */
public record Run(
        int number,
        boolean sample,
        Instant started,
        @Nullable Instant finished,
        Status status,
        Map<String, String> identity,
        boolean readFromStart) {

    /** How a run stands. */
    public enum Status {
        /** Under way, or killed. */
        RUNNING,
        /** Done. */
        COMPLETED,
        /** Stopped in good order; the next run continues it. */
        STOPPED,
        /** Ended by what it met; the next run continues it. */
        FAILED,
        /** Given up for a fresh one. */
        ABANDONED
    }
}
