package io.contactsync.report;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The state of a run at one moment.
 *
 * @param process the process that executes the run
 * @param startedAt the start of the run's first part
 * @param at the moment
 * @param contacts the counts by their names in results
 * @param calls calls to the target so far, including every retry
 * @param clients the API clients, the source's first
 * @param total contacts of a full scan, if the source knows
 * @param secondsLeft the estimated remaining time, if the total is known
 * @param checkpoints for each channel that has one, the position after which it would resume
 * @param error why the run did not complete, or null
 */
public record RunStatus(
        String job,
        int run,
        State status,
        RunProcess process,
        Instant startedAt,
        Instant at,
        Map<String, Long> contacts,
        long calls,
        List<Client> clients,
        OptionalLong total,
        OptionalLong secondsLeft,
        Map<String, String> checkpoints,
        @Nullable String error) {

    /** Takes unmodifiable copies that keep the order. */
    public RunStatus {
        contacts = Collections.unmodifiableMap(new LinkedHashMap<>(contacts));
        clients = List.copyOf(clients);
        checkpoints = Collections.unmodifiableMap(new LinkedHashMap<>(checkpoints));
    }

    /** The state of a run. */
    public enum State {
        /** The run is in progress. */
        RUNNING,
        /** Everything was done. */
        COMPLETED,
        /** The run was asked to stop, or its budget was used up. */
        STOPPED,
        /** An error ended the run. */
        FAILED,
        /** The process ended without recording the end of the run. */
        KILLED;

        /** Whether the next run resumes this one: true unless it is running or completed. */
        public boolean isResumable() {
            return this != RUNNING && this != COMPLETED;
        }
    }

    /**
     * An operating system process. The start time is part of its identity, because pids are reused.
     *
     * @param startedAt the epoch if the system does not report it
     */
    public record RunProcess(long pid, Instant startedAt) {
        /** The current process. */
        public static RunProcess current() {
            return of(ProcessHandle.current());
        }

        private static RunProcess of(ProcessHandle handle) {
            return new RunProcess(handle.pid(), handle.info().startInstant().orElse(Instant.EPOCH));
        }

        /** Whether a process with this pid and start time exists. */
        public boolean isAlive() {
            return ProcessHandle.of(pid)
                    .filter(ProcessHandle::isAlive)
                    .map(handle -> of(handle).equals(this))
                    .orElse(false);
        }
    }

    /**
     * The state of one API client.
     *
     * @param name the API, and the channel if there is one
     * @param callsLastMinute calls in the last 60 seconds
     * @param limit the current limit in calls per minute; empty if unlimited
     * @param pausedSeconds the remaining pause after a 429; 0 if there is none
     * @param failingSeconds how long no call has succeeded despite attempts; 0 if calls succeed
     */
    public record Client(
            String name, long callsLastMinute, OptionalLong limit, long pausedSeconds, long failingSeconds) {}

    /** This status, or KILLED if it says RUNNING but its process does not exist. */
    public RunStatus withProcessChecked() {
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
                        "its process has ended without finishing the run");
    }
}
