package io.contactsync.report;

import io.contactsync.ledger.Reject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a run did, all its parts together.
 *
 * @param job the job's name
 * @param run the run's number, from 1; 0 when its state could not even tell that
 * @param status how it ended
 * @param resumed whether an unfinished run was continued
 * @param startedAt when its first part began
 * @param finishedAt when its last part ended
 * @param channels the sheet and the calls of each channel, in the job file's order
 * @param sourceCalls calls made to the source
 * @param warnings what was wrong with fields of contacts that were carried all the same
 * @param rejects the refused contacts, capped
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
        List<Map.Entry<Sheet.Warning, Long>> warnings,
        List<Reject> rejects,
        @Nullable String error,
        @Nullable String report) {

    /** The most rejects that a result lists; the command {@code rejects} lists all. */
    public static final int MOST_REJECTS = 100;

    /** How a run ended. */
    public enum Status {
        /** Everything was done. */
        COMPLETED,
        /** It was asked to stop. */
        STOPPED,
        /** It met something that it could not go on with. */
        FAILED,
        /** A token was refused; to machines this is a failure like others. */
        TOKEN_REFUSED;

        /**
         * The status as results name it.
         *
         * @return {@code COMPLETED}, {@code STOPPED} or {@code FAILED}
         */
        public String json() {
            return this == TOKEN_REFUSED ? FAILED.name() : name();
        }
    }

    /**
     * One channel's part.
     *
     * @param contacts its sheet
     * @param calls its calls by kind, and its {@code retries} and {@code throttled}
     */
    public record Channel(Counts contacts, Map<String, Long> calls) {}

    /**
     * What can be told of a run that ended without a result.
     *
     * @param job the job's name
     * @param startedAt when it began
     * @param why what it died of, a sentence
     * @return a failure in which nothing is counted
     */
    public static RunResult died(String job, Instant startedAt, String why) {
        return new RunResult(
                job, 0, Status.FAILED, false, startedAt, Instant.now(), Map.of(), 0, List.of(), List.of(), why, null);
    }

    /**
     * The whole sheet.
     *
     * @return the sums over the channels, contacts read counted once
     */
    public Counts contacts() {
        return Counts.over(channels.values().stream().map(Channel::contacts).toList());
    }

    /**
     * The result with one more thing known about it.
     *
     * @param path the HTML report's path
     * @return a copy
     */
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
