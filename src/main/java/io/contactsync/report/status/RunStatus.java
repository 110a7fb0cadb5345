package io.contactsync.report.status;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * How a run stands at one moment.
 *
 * @param job the job's name
 * @param run the run's number
 * @param status RUNNING, COMPLETED, STOPPED, FAILED, or KILLED
 * @param process the process that carries it out
 * @param startedAt when its first part began
 * @param at the moment
 * @param contacts the sheet by the names that results use
 * @param calls calls to the target so far, every attempt
 * @param paces each limited or unlimited client, that of the source first
 * @param total contacts of a whole scan, where the source knows
 * @param secondsLeft an estimate, where the total is known
 * @param checkpoints for each channel that has one the position behind which it would resume
 * @param error why it did not complete, or null
 */
public record RunStatus(
        String job,
        int run,
        State status,
        Carrier process,
        Instant startedAt,
        Instant at,
        Map<String, Long> contacts,
        long calls,
        List<Pace> paces,
        OptionalLong total,
        OptionalLong secondsLeft,
        Map<String, String> checkpoints,
        @Nullable String error) {

    /** Takes unmodifiable copies that keep the order. */
    public RunStatus {
        contacts = Collections.unmodifiableMap(new LinkedHashMap<>(contacts));
        paces = List.copyOf(paces);
        checkpoints = Collections.unmodifiableMap(new LinkedHashMap<>(checkpoints));
    }

    /** How a run can stand. */
    public enum State {
        /** It is under way. */
        RUNNING,
        /** Everything was done. */
        COMPLETED,
        /** It was asked to stop. */
        STOPPED,
        /** It met something that it could not go on with. */
        FAILED,
        /** Its process is gone without having said how the run ended. */
        KILLED;

        /**
         * Tells whether the next run goes on with this one.
         *
         * @return true when it is neither under way nor done
         */
        public boolean isResumable() {
            return this != RUNNING && this != COMPLETED;
        }
    }

    /**
     * A process of the operating system.
     *
     * @param pid its id
     * @param startedAt when it began; the epoch where the system does not tell
     */
    public record Carrier(long pid, Instant startedAt) {
        /**
         * The process that asks.
         *
         * @return this one
         */
        public static Carrier current() {
            return of(ProcessHandle.current());
        }

        private static Carrier of(ProcessHandle handle) {
            return new Carrier(handle.pid(), handle.info().startInstant().orElse(Instant.EPOCH));
        }

        /**
         * Tells whether the process is still there.
         *
         * @return true when a process has this id and began at this moment
         */
        public boolean isAlive() {
            return ProcessHandle.of(pid)
                    .filter(ProcessHandle::isAlive)
                    .map(handle -> of(handle).equals(this))
                    .orElse(false);
        }
    }

    /**
     * How fast one client goes.
     *
     * @param name whose client it is
     * @param callsLastMinute calls in the last 60 seconds
     * @param limit calls a minute that are kept now; empty when unlimited
     * @param pausedSeconds how long it is paused after a 429; 0 when it is not
     * @param troubledSeconds how long no call has succeeded although it was tried; 0 in good times
     */
    public record Pace(
            String name, long callsLastMinute, OptionalLong limit, long pausedSeconds, long troubledSeconds) {}

    /**
     * The status with what its process tells of it.
     *
     * @return this one, or KILLED when it says RUNNING and its process is gone
     */
    public RunStatus believed() {
        return status != State.RUNNING || process.isAlive()
                ? this
                : new RunStatus(
                        job,
                        run,
                        State.KILLED,
                        process,
                        startedAt,
                        at,
                        contacts,
                        calls,
                        List.of(),
                        total,
                        OptionalLong.empty(),
                        checkpoints,
                        "its process is gone");
    }
}
