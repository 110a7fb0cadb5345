package io.contactsync.http;

import io.contactsync.http.ratelimit.RateWindow;

/**
 * Determines how many concurrent calls are useful from measurements.
 *
 * <p>With a rate limit it uses Little's law: calls in flight = rate x latency. The rate is not the limit's average of
 * 3.3 calls per second. Up to {@link #SOFT_MAX} calls it is the whole limit within a sixtieth of its window (200 calls
 * in 1 s), because after a pause and on an idle channel all slots are free at once, and the time needed to send 200
 * calls reduces the 98 % of the limit that must be used. At a mean latency of 170 ms this gives 34 calls in flight. The
 * result is never below what the average rate needs plus a quarter. Only the latency of calls sent while few others
 * were in flight is used: latency caused by our own concurrency would otherwise raise the concurrency further.
 *
 * <p>Without a rate limit it tries different values, see {@link ConcurrencyProbe}.
 */
public final class AdaptiveConcurrency {

    /** The initial and the minimum value. */
    public static final int INITIAL = 8;

    /** A higher value is used only if it is needed or clearly helps: each call costs a thread and a connection. */
    public static final int SOFT_MAX = 64;

    /** The maximum value. */
    public static final int MAX = 512;

    private static final int BURSTS_PER_WINDOW = 60;

    private final double callsPerNano;
    private double meanNanos;
    private int samples;
    private int limit = INITIAL;

    private final ConcurrencyProbe probe = new ConcurrencyProbe();

    private AdaptiveConcurrency(double callsPerNano) {
        this.callsPerNano = callsPerNano;
    }

    /**
     * For a channel with a rate limit.
     *
     * @param callsPerWindow the limit
     * @return an instance that starts at {@link #INITIAL}
     */
    public static AdaptiveConcurrency limited(int callsPerWindow, RateWindow rateWindow) {
        return new AdaptiveConcurrency(
                (double) callsPerWindow / rateWindow.window().toNanos());
    }

    /** {@return an instance for a service without a rate limit; it starts at {@link #INITIAL}} */
    public static AdaptiveConcurrency unlimited() {
        return new AdaptiveConcurrency(0);
    }

    /**
     * Records a response. The caller must not call this from two threads at once.
     *
     * @param now when the response arrived, in nanoseconds
     * @param latencyNanos duration of the call
     * @param concurrency calls in flight when this one was sent, including itself
     * @return how many concurrent calls are useful now, {@link #INITIAL} to {@link #MAX}
     */
    public int recordResponse(long now, long latencyNanos, int concurrency) {
        if (callsPerNano > 0) {
            updateFromLatency(latencyNanos, concurrency);
        } else {
            limit = probe.recordResponse(now, concurrency);
        }
        return limit;
    }

    private void updateFromLatency(long latencyNanos, int concurrency) {
        if (concurrency > INITIAL) {
            return;
        }
        samples = Math.min(samples + 1, 50);
        meanNanos += (latencyNanos - meanNanos) / samples;
        double average = callsPerNano * meanNanos;
        double useful = Math.max(Math.min(SOFT_MAX, BURSTS_PER_WINDOW * average), 1.25 * average);
        limit = (int) Math.max(INITIAL, Math.min(MAX, Math.ceil(useful)));
    }
}
