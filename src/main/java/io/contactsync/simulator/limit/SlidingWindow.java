package io.contactsync.simulator.limit;

import java.util.Arrays;

/**
 * A window that ends at each call: it may pass when fewer than the capacity were counted in the length before it. With
 * rejected calls counted, a client that keeps knocking stays locked out.
 *
 * <p>Only the last {@code capacity} counted calls are kept: the window is full exactly when the oldest of them is still
 * inside.
 */
final class SlidingWindow implements Window {

    private final long lengthNanos;
    private final RejectedCalls rejectedCalls;
    private final long[] counted;
    private long count;

    SlidingWindow(int capacity, long lengthNanos, RejectedCalls rejectedCalls) {
        this.lengthNanos = lengthNanos;
        this.rejectedCalls = rejectedCalls;
        this.counted = new long[capacity];
    }

    @Override
    public Verdict arrive(long epochNanos) {
        boolean full = count >= counted.length && epochNanos - oldest() < lengthNanos;
        if (!full || rejectedCalls == RejectedCalls.COUNTED) {
            counted[(int) (count % counted.length)] = epochNanos;
            count++;
        }
        return full ? Verdict.rejected(oldest() + lengthNanos - epochNanos) : Verdict.passed(free(epochNanos));
    }

    private long oldest() {
        return counted[(int) (count % counted.length)];
    }

    private int free(long epochNanos) {
        long inside = Arrays.stream(counted, 0, (int) Math.min(count, counted.length))
                .filter(arrival -> epochNanos - arrival < lengthNanos)
                .count();
        return counted.length - (int) inside;
    }
}
