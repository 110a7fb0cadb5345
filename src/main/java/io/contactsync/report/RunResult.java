package io.contactsync.report;

import io.contactsync.ledger.Reject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The result of a run, over all its parts.
 *
 * @param run the run's number, from 1; 0 if the state could not be read
 * @param resumed whether an unfinished run was continued
 * @param startedAt the start of the run's first part
 * @param finishedAt the end of the run's last part
 * @param channels the counts of each channel, in the job file's order
 * @param sourceCalls calls made to the source
 * @param warnings warnings about fields of contacts that were synced nevertheless, with their counts
 * @param rejects the rejected contacts, at most {@link #MAX_REJECTS}
 * @param error why the run did not complete, or null
 * @param report the HTML report's path, or null
 */
public record RunResult(
        String job,
        int run,
        Status status,
        boolean resumed,
        Instant startedAt,
        Instant finishedAt,
        Map<String, Channel> channels,
        long sourceCalls,
        List<Map.Entry<OutcomeCounter.Warning, Long>> warnings,
        List<Reject> rejects,
        @Nullable String error,
        @Nullable String report) {

    /** The maximum number of rejects in a result; the command {@code rejects} lists all. */
    public static final int MAX_REJECTS = 100;

    /** How a run ended. */
    public enum Status {
        /** Everything was done. */
        COMPLETED,
        /** The run was asked to stop, or its budget was used up. */
        STOPPED,
        /** An error ended the run. */
        FAILED,
        /** A token was refused (401); FAILED in JSON. */
        TOKEN_REFUSED;

        /** The status in JSON: {@code COMPLETED}, {@code STOPPED} or {@code FAILED}. */
        public String json() {
            return this == TOKEN_REFUSED ? FAILED.name() : name();
        }
    }

    /**
     * One channel's counts.
     *
     * @param calls calls by kind, and {@code retries} and {@code throttled}
     */
    public record Channel(OutcomeCounts contacts, Map<String, Long> calls) {}

    /** The result of a run that ended before it had one: FAILED, with empty counts. */
    public static RunResult withoutResult(String job, Instant startedAt, String error) {
        return new RunResult(
                job, 0, Status.FAILED, false, startedAt, Instant.now(), Map.of(), 0, List.of(), List.of(), error, null);
    }

    /** The counts over all channels; each contact read counts once. */
    public OutcomeCounts contacts() {
        return OutcomeCounts.sum(
                channels.values().stream().map(Channel::contacts).toList());
    }

    /** A copy with the path of the HTML report. */
    public RunResult withReport(String path) {
        return new RunResult(
                job,
                run,
                status,
                resumed,
                startedAt,
                finishedAt,
                channels,
                sourceCalls,
                warnings,
                rejects,
                error,
                path);
    }
}
