package io.contactsync.ledger;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A run of a job, including its resumed executions.
 *
 * @param number its number, from 1
 * @param sample whether it is limited to some contacts and therefore has no checkpoint
 * @param started when its first execution started
 * @param finished when its last execution ended; null while it is running or if it was killed
 * @param identity the hashes of the parts of the job file that must not change until it is completed, by name
 * @param readFromStart whether its next execution has to read the source from the start
 */
public record Run(
        int number,
        boolean sample,
        Instant started,
        @Nullable Instant finished,
        Status status,
        Map<String, String> identity,
        boolean readFromStart) {

    /** The status of a run. */
    public enum Status {
        /** Running, or killed. */
        RUNNING,
        /** Completed. */
        COMPLETED,
        /** Stopped on request; the next execution resumes it. */
        STOPPED,
        /** Failed; the next execution resumes it. */
        FAILED,
        /** Replaced by a fresh run. */
        ABANDONED
    }
}
