package io.contactsync.report.html;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The calls of one channel over time.
 *
 * @param limit calls per minute; empty if unlimited
 * @param barWidth the interval that each number in {@code calls} covers
 * @param calls the number of calls sent in each interval, from the start on
 */
public record Trace(
        String channel,
        Optional<Integer> limit,
        Duration barWidth,
        List<Long> calls,
        Latency latency,
        List<Pause> pauses) {

    /** Takes unmodifiable copies. */
    public Trace {
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
