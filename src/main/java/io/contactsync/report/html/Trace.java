package io.contactsync.report.html;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What was measured of one channel's calls.
 *
 * @param channel the channel's name
 * @param limit how many calls there may be in a minute; empty when there is no limit
 * @param barWidth the time that each number of {@code calls} covers
 * @param calls how many calls went out, from the beginning on
 * @param latency how long answers took
 * @param pauses when nothing was sent, and why
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
     * How long answers took.
     *
     * @param answers how many there were
     * @param p50 half of them came within this
     * @param p90 90 %
     * @param p95 95 %
     * @param p99 99 %
     * @param max all of them
     */
    public record Latency(long answers, Duration p50, Duration p90, Duration p95, Duration p99, Duration max) {}

    /**
     * A time in which nothing was sent, or nothing succeeded.
     *
     * @param from its beginning
     * @param to its end
     * @param why what it was about
     */
    public record Pause(Instant from, Instant to, String why) {}
}
