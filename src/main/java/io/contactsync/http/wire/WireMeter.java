package io.contactsync.http.wire;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** Measures what goes over a wire, in bounded memory: latencies, calls of the last minute, calls over time. */
public final class WireMeter {

    private static final long MAX_MICROS = TimeUnit.MINUTES.toMicros(10);
    private static final int RECENT_SECONDS = 60;
    private static final int MAX_INTERVALS = 360;

    private final long startedAt;
    private final Histogram latencyMicros = new Histogram(MAX_MICROS, 3);
    private final long[] recentCalls = new long[RECENT_SECONDS];
    private final long[] intervalCalls = new long[MAX_INTERVALS];
    private long currentSecond;
    private long intervalSeconds = 10;

    /**
     * Begins to measure.
     *
     * @param now nanoseconds
     */
    public WireMeter(long now) {
        this.startedAt = now;
    }

    /**
     * Counts a call that goes out.
     *
     * @param now nanoseconds
     */
    public synchronized void recordCall(long now) {
        long at = advanceTo(now);
        recentCalls[(int) (at % RECENT_SECONDS)]++;
        while (at / intervalSeconds >= MAX_INTERVALS) {
            mergeIntervals();
        }
        intervalCalls[(int) (at / intervalSeconds)]++;
    }

    private long advanceTo(long now) {
        long at = Math.max(currentSecond, TimeUnit.NANOSECONDS.toSeconds(now - startedAt));
        if (at - currentSecond >= RECENT_SECONDS) {
            Arrays.fill(recentCalls, 0);
        } else {
            for (long s = currentSecond + 1; s <= at; s++) {
                recentCalls[(int) (s % RECENT_SECONDS)] = 0;
            }
        }
        currentSecond = at;
        return at;
    }

    private void mergeIntervals() {
        for (int i = 0; i < MAX_INTERVALS; i++) {
            intervalCalls[i] = i < MAX_INTERVALS / 2 ? intervalCalls[2 * i] + intervalCalls[2 * i + 1] : 0;
        }
        intervalSeconds *= 2;
    }

    /**
     * Notes how long an answer took.
     *
     * @param nanos nanoseconds
     */
    public synchronized void recordLatency(long nanos) {
        latencyMicros.recordValue(Math.max(0, Math.min(MAX_MICROS, TimeUnit.NANOSECONDS.toMicros(nanos))));
    }

    /**
     * Calls sent in the last 60 s, to the second.
     *
     * @param now nanoseconds
     * @return how many
     */
    public synchronized long callsLastMinute(long now) {
        advanceTo(now);
        return Arrays.stream(recentCalls).sum();
    }

    /**
     * How long answers took.
     *
     * @return percentiles, exact to 0.1 %
     */
    public synchronized Latency latency() {
        return new Latency(
                latencyMicros.getTotalCount(),
                percentile(50),
                percentile(90),
                percentile(95),
                percentile(99),
                percentile(100));
    }

    private Duration percentile(double percent) {
        return Duration.of(latencyMicros.getValueAtPercentile(percent), ChronoUnit.MICROS);
    }

    /**
     * Calls over time.
     *
     * @param now nanoseconds
     * @return at most 360 bars, up to now; they grow wider as time goes on
     */
    public synchronized CallsOverTime intervalCalls(long now) {
        advanceTo(now);
        int used = (int) Math.min(MAX_INTERVALS, currentSecond / intervalSeconds + 1);
        return new CallsOverTime(
                Duration.ofSeconds(intervalSeconds),
                Arrays.stream(intervalCalls, 0, used).boxed().toList());
    }

    /**
     * How long answers took.
     *
     * @param count how many answers there were
     * @param p50 half of them came within this
     * @param p90 90 %
     * @param p95 95 %
     * @param p99 99 %
     * @param max all of them
     */
    public record Latency(long count, Duration p50, Duration p90, Duration p95, Duration p99, Duration max) {}

    /**
     * Calls over time, from the client's start on.
     *
     * @param width of each bar
     * @param calls in each
     */
    public record CallsOverTime(Duration interval, List<Long> calls) {}
}
