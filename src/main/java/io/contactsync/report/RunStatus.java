package io.contactsync.report;

import io.contactsync.ledger.Run;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

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
        KILLED,
        /** Neither the status file nor the ledger can be read. */
        UNKNOWN;

        /** Whether the next run resumes this one: true unless it is running, completed or unknown. */
        public boolean isResumable() {
            return this != RUNNING && this != COMPLETED && this != UNKNOWN;
        }
    }

    /**
     * An operating system process. The start time is part of its identity, because pids are reused.
     *
     * @param startedAt the epoch if the system does not report it
     */
    public record RunProcess(long pid, Instant startedAt) {

        /** Stands for a process that is not known. */
        static final RunProcess UNKNOWN = new RunProcess(0, Instant.EPOCH);

        /** The current process. */
        public static RunProcess current() {
            return of(ProcessHandle.current());
        }

        /** Whether this is a process, which the ledger does not record. */
        boolean isKnown() {
            return pid != UNKNOWN.pid();
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

    /** The status of a run of which only the state is known; its number is 0. */
    public static RunStatus withoutDetails(String job, State state) {
        return new RunStatus(
                job,
                0,
                state,
                RunProcess.UNKNOWN,
                Instant.EPOCH,
                Instant.EPOCH,
                Map.of(),
                0,
                List.of(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                Map.of(),
                null);
    }

    /** Whether only the state is known. */
    public boolean isWithoutDetails() {
        return run == 0;
    }

    /**
     * The status of a run as the ledger knows it, when no process has the ledger open.
     *
     * @param result its result as JSON; empty if it has none
     */
    public static RunStatus ofLedger(String job, Run run, Optional<String> result) {
        Instant finished = run.finished();
        JsonNode summary = result.map(StatusJson::tree).orElse(MissingNode.getInstance());
        Map<String, Long> contacts = new LinkedHashMap<>();
        summary.path("contacts")
                .properties()
                .forEach(one -> contacts.put(one.getKey(), one.getValue().asLong(0)));
        State state = switch (run.status()) {
            case RUNNING -> State.KILLED;
            case COMPLETED -> State.COMPLETED;
            case STOPPED, ABANDONED -> State.STOPPED;
            case FAILED -> State.FAILED;
        };
        return new RunStatus(
                job,
                run.number(),
                state,
                RunProcess.UNKNOWN,
                run.started(),
                finished == null ? run.started() : finished,
                contacts,
                summary.path("calls").path("total").asLong(0),
                List.of(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                Map.of(),
                summary.path("error").stringValue(null));
    }

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
