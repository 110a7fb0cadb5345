package io.contactsync.http;

import io.contactsync.http.ClientMetrics.CallsOverTime;
import io.contactsync.http.ClientMetrics.Latency;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** Measures the calls of a client in bounded memory: latencies, calls in the last minute, calls over time. */
final class TransportMetrics {

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
     * Starts measuring.
     *
     * @param now ticker time in nanoseconds
     */
    public TransportMetrics(long now) {
        this.startedAt = now;
    }

    /**
     * Counts a call that is being sent.
     *
     * @param now ticker time in nanoseconds
     */
    public synchronized void recordCall(long now) {
        long second = advanceTo(now);
        recentCalls[(int) (second % RECENT_SECONDS)]++;
        while (second / intervalSeconds >= MAX_INTERVALS) {
            mergeIntervals();
        }
        intervalCalls[(int) (second / intervalSeconds)]++;
    }

    private long advanceTo(long now) {
        long second = Math.max(currentSecond, TimeUnit.NANOSECONDS.toSeconds(now - startedAt));
        if (second - currentSecond >= RECENT_SECONDS) {
            Arrays.fill(recentCalls, 0);
        } else {
            for (long s = currentSecond + 1; s <= second; s++) {
                recentCalls[(int) (s % RECENT_SECONDS)] = 0;
            }
        }
        currentSecond = second;
        return second;
    }

    private void mergeIntervals() {
        for (int i = 0; i < MAX_INTERVALS; i++) {
            intervalCalls[i] = i < MAX_INTERVALS / 2 ? intervalCalls[2 * i] + intervalCalls[2 * i + 1] : 0;
        }
        intervalSeconds *= 2;
    }

    /** Records how long a response took. */
    public synchronized void recordLatency(long nanos) {
        latencyMicros.recordValue(Math.max(0, Math.min(MAX_MICROS, TimeUnit.NANOSECONDS.toMicros(nanos))));
    }

    /**
     * Returns the calls sent in the last 60 s, with a resolution of one second.
     *
     * @param now ticker time in nanoseconds
     */
    public synchronized long callsLastMinute(long now) {
        advanceTo(now);
        return Arrays.stream(recentCalls).sum();
    }

    /** {@return the percentiles of the response times, with a precision of 0.1 %} */
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
     * Returns the calls over time in at most 360 intervals up to now. The intervals become longer as time passes.
     *
     * @param now ticker time in nanoseconds
     */
    public synchronized CallsOverTime callsOverTime(long now) {
        advanceTo(now);
        int used = (int) Math.min(MAX_INTERVALS, currentSecond / intervalSeconds + 1);
        return new CallsOverTime(
                Duration.ofSeconds(intervalSeconds),
                Arrays.stream(intervalCalls, 0, used).boxed().toList());
    }
}
