package io.contactsync.http.wire;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** Measures what goes over a wire, in bounded memory: latencies, calls of the last minute, calls over time. */
public final class WireMeter {

    private static final long HIGHEST_MICROS = TimeUnit.MINUTES.toMicros(10);
    private static final int RECENT_SECONDS = 60;
    private static final int BARS = 360;

    private final long began;
    private final Histogram micros = new Histogram(HIGHEST_MICROS, 3);
    private final long[] recent = new long[RECENT_SECONDS];
    private final long[] bars = new long[BARS];
    private long second;
    private long barSeconds = 10;

    /**
     * Begins to measure.
     *
     * @param now nanoseconds
     */
    public WireMeter(long now) {
        this.began = now;
    }

    /**
     * Counts a call that goes out.
     *
     * @param now nanoseconds
     */
    public synchronized void sent(long now) {
        long at = moveTo(now);
        recent[(int) (at % RECENT_SECONDS)]++;
        while (at / barSeconds >= BARS) {
            halve();
        }
        bars[(int) (at / barSeconds)]++;
    }

    private long moveTo(long now) {
        long at = Math.max(second, TimeUnit.NANOSECONDS.toSeconds(now - began));
        if (at - second >= RECENT_SECONDS) {
            Arrays.fill(recent, 0);
        } else {
            for (long s = second + 1; s <= at; s++) {
                recent[(int) (s % RECENT_SECONDS)] = 0;
            }
        }
        second = at;
        return at;
    }

    private void halve() {
        for (int i = 0; i < BARS; i++) {
            bars[i] = i < BARS / 2 ? bars[2 * i] + bars[2 * i + 1] : 0;
        }
        barSeconds *= 2;
    }

    /**
     * Notes how long an answer took.
     *
     * @param nanos nanoseconds
     */
    public synchronized void answered(long nanos) {
        micros.recordValue(Math.max(0, Math.min(HIGHEST_MICROS, TimeUnit.NANOSECONDS.toMicros(nanos))));
    }

    /**
     * Calls sent in the last 60 s, to the second.
     *
     * @param now nanoseconds
     * @return how many
     */
    public synchronized long lastMinute(long now) {
        moveTo(now);
        return Arrays.stream(recent).sum();
    }

    /**
     * How long answers took.
     *
     * @return percentiles, exact to 0.1 %
     */
    public synchronized Latency latency() {
        return new Latency(
                micros.getTotalCount(),
                percentile(50),
                percentile(90),
                percentile(95),
                percentile(99),
                percentile(100));
    }

    private Duration percentile(double percent) {
        return Duration.of(micros.getValueAtPercentile(percent), ChronoUnit.MICROS);
    }

    /**
     * Calls over time.
     *
     * @param now nanoseconds
     * @return at most 360 bars, up to now; they grow wider as time goes on
     */
    public synchronized Bars bars(long now) {
        moveTo(now);
        int used = (int) Math.min(BARS, second / barSeconds + 1);
        return new Bars(
                Duration.ofSeconds(barSeconds),
                Arrays.stream(bars, 0, used).boxed().toList());
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
    public record Bars(Duration width, List<Long> calls) {}
}
