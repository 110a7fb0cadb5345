package io.contactsync.report;

import io.contactsync.ledger.Reject;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The contents of a report.
 *
 * @param partStartedAt the start of the run's last part
 * @param traces the calls of that part, for each channel that makes calls
 * @param rejects the rejected contacts; may be more than in the result
 * @param settings the job's settings by name, without secrets
 * @param jobFile the job file's path, for the suggested commands
 */
public record RunReport(
        RunResult result,
        Instant partStartedAt,
        List<ChannelTrace> traces,
        List<Reject> rejects,
        Map<String, String> settings,
        String jobFile) {

    /** Takes unmodifiable copies. */
    public RunReport {
        traces = List.copyOf(traces);
        rejects = List.copyOf(rejects);
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
    }

    /**
     * The calls of one channel over time.
     *
     * @param limit calls per minute; empty if unlimited
     * @param barWidth the interval that each number in {@code calls} covers
     * @param calls the number of calls sent in each interval, from the start on
     */
    public record ChannelTrace(
            String channel,
            Optional<Integer> limit,
            Duration barWidth,
            List<Long> calls,
            Latency latency,
            List<Pause> pauses) {

        /** Takes unmodifiable copies. */
        public ChannelTrace {
            calls = List.copyOf(calls);
            pauses = List.copyOf(pauses);
        }

        /**
         * The distribution of response times.
         *
         * @param responses the number of responses measured
         */
        public record Latency(long responses, Duration p50, Duration p90, Duration p95, Duration p99, Duration max) {}

        /** A period in which no call was sent, or no call succeeded. */
        public record Pause(Instant from, Instant to, String reason) {}
    }
}
