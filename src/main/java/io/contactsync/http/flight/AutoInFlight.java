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
 * <p>Without a limit it grows by half as long as that brings 5 % more answers a second, and else goes back and rests
 * for a while. Beyond {@link #USUAL} it has to bring 20 % more: a service that is far away gives half as much again,
 * one that has no more to give gives what Java gains by getting warm.
 */
public final class AutoInFlight {

    /** Where it starts, and its least. */
    public static final int START = 8;

    /** More are in flight only where that is needed, or plainly helps: each is a thread here and a connection there. */
    public static final int USUAL = 64;

    /** Its most. */
    public static final int MOST = 512;

    private static final int BURSTS_A_WINDOW = 60;
    private static final int EPOCH_ANSWERS = 256;
    private static final int LONGEST_REST = 64;
    private static final long EPOCH_NANOS = 50_000_000;

    private final double callsPerNano;
    private double meanNanos;
    private int samples;
    private int size = START;

    private int settled = START;
    private double settledRate;
    private long epochBegan;
    private int answers;
    private int crowded;
    private int rest;
    private int nextRest = 4;

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
    public int answered(long now, long latencyNanos, int crowd) {
        if (callsPerNano > 0) {
            followLatency(latencyNanos, crowd);
        } else {
            followThroughput(now, crowd);
        }
        return size;
    }

    private void followLatency(long latencyNanos, int crowd) {
        if (crowd > START) {
            return;
        }
        samples = Math.min(samples + 1, 50);
        meanNanos += (latencyNanos - meanNanos) / samples;
        double average = callsPerNano * meanNanos;
        double useful = Math.max(Math.min(USUAL, BURSTS_A_WINDOW * average), 1.25 * average);
        size = (int) Math.max(START, Math.min(MOST, Math.ceil(useful)));
    }

    private void followThroughput(long now, int crowd) {
        if (answers == 0) {
            epochBegan = now;
            crowded = 0;
        }
        answers++;
        crowded += 5L * crowd >= 4L * size ? 1 : 0;
        if (answers <= EPOCH_ANSWERS || now - epochBegan < EPOCH_NANOS) {
            return;
        }
        double rate = (answers - 1.0) / (now - epochBegan);
        boolean full = crowded * 10L >= answers * 8L;
        answers = 0;
        if (full) {
            weigh(rate);
        }
    }

    /** An epoch in which the room was used up tells whether more room helped. */
    private void weigh(double rate) {
        if (size > settled && rate < settledRate * leastGain()) {
            size = settled;
            rest = nextRest;
            nextRest = Math.min(LONGEST_REST, 2 * nextRest);
        } else if (rest > 0) {
            rest--;
        } else {
            settled = size;
            settledRate = rate;
            size = Math.min(MOST, size + size / 2);
        }
    }

    /** What more room must at least bring: a tenth of what it could, and two fifths beyond what is usual. */
    private double leastGain() {
        double share = size > USUAL ? 0.4 : 0.1;
        return 1 + share * ((double) size / settled - 1);
    }
}
