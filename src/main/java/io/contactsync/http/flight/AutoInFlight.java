package io.contactsync.http.flight;

import io.contactsync.http.pace.Pacing;

/**
 * How many calls at once are useful, found from what is measured.
 *
 * <p>With a limit it is Little's law, calls in flight = rate x latency. The rate is not the limit's average of 3.3
 * calls a second but, up to {@link #USUAL}, the whole limit within a sixtieth of its window (200 in 1 s): after a
 * pause, and on an idle channel, the slots are free all together, and what is spent on getting 200 calls out comes off
 * the 98 %. At a mean latency of 170 ms these are 34 in flight. What the average itself needs, and a quarter more,
 * there is room for in any case. Latency is taken only from calls that went out while few others did: what our own
 * crowd adds would call for a larger crowd.
 *
 * <p>Without a limit it is tried out, see {@code Widening}.
 */
public final class AutoInFlight {

    /** Where it starts, and its least. */
    public static final int INITIAL = 8;

    /** More are in flight only where that is needed, or plainly helps: each is a thread here and a connection there. */
    public static final int SOFT_MAX = 64;

    /** Its most. */
    public static final int MAX = 512;

    private static final int BURSTS_PER_WINDOW = 60;

    private final double callsPerNano;
    private double meanNanos;
    private int samples;
    private int limit = INITIAL;

    private final Widening probe = new Widening();

    private AutoInFlight(double callsPerNano) {
        this.callsPerNano = callsPerNano;
    }

    /**
     * For a channel with a limit.
     *
     * @param limit calls a window
     * @param pacing the window
     * @return what starts at {@link #START}
     */
    public static AutoInFlight limited(int limit, Pacing pacing) {
        return new AutoInFlight((double) limit / pacing.window().toNanos());
    }

    /**
     * For a service without a limit.
     *
     * @return what starts at {@link #START}
     */
    public static AutoInFlight unlimited() {
        return new AutoInFlight(0);
    }

    /**
     * Learns from an answer; the caller sees to it that one thread does so at a time.
     *
     * @param now when it was there, nanoseconds
     * @param latencyNanos how long the call took
     * @param crowd how many calls were on the wire when it was sent, with itself
     * @return how many are useful now, {@link #START} to {@link #MOST}
     */
    public int recordAnswer(long now, long latencyNanos, int crowd) {
        if (callsPerNano > 0) {
            updateFromLatency(latencyNanos, crowd);
        } else {
            limit = probe.recordAnswer(now, crowd);
        }
        return limit;
    }

    private void updateFromLatency(long latencyNanos, int crowd) {
        if (crowd > INITIAL) {
            return;
        }
        samples = Math.min(samples + 1, 50);
        meanNanos += (latencyNanos - meanNanos) / samples;
        double average = callsPerNano * meanNanos;
        double useful = Math.max(Math.min(SOFT_MAX, BURSTS_PER_WINDOW * average), 1.25 * average);
        limit = (int) Math.max(INITIAL, Math.min(MAX, Math.ceil(useful)));
    }
}
