package io.contactsync.simulator.server;

import java.util.Arrays;

/**
 * A window that ends at the current call. The call is admitted if fewer calls than the capacity were counted in the
 * window. If rejected calls are counted, a client that keeps calling is rejected until it pauses.
 *
 * <p>Only the last {@code capacity} counted calls are kept: the window is full exactly if the oldest of them is still
 * inside.
 */
final class SlidingWindow implements LimitWindow {

    private final long lengthNanos;
    private final CallLimit.RejectedCalls rejectedCalls;
    private final long[] counted;
    private long count;

    SlidingWindow(int capacity, long lengthNanos, CallLimit.RejectedCalls rejectedCalls) {
        this.lengthNanos = lengthNanos;
        this.rejectedCalls = rejectedCalls;
        this.counted = new long[capacity];
    }

    @Override
    public LimitWindow.Admission tryAcquire(long epochNanos) {
        boolean full = count >= counted.length && epochNanos - oldest() < lengthNanos;
        if (!full || rejectedCalls == CallLimit.RejectedCalls.COUNTED) {
            counted[(int) (count % counted.length)] = epochNanos;
            count++;
        }
        return full
                ? LimitWindow.Admission.reject(oldest() + lengthNanos - epochNanos)
                : LimitWindow.Admission.admit(free(epochNanos));
    }

    private long oldest() {
        return counted[(int) (count % counted.length)];
    }

    private int free(long epochNanos) {
        long inWindow = Arrays.stream(counted, 0, (int) Math.min(count, counted.length))
                .filter(timestamp -> epochNanos - timestamp < lengthNanos)
                .count();
        return counted.length - (int) inWindow;
    }
}
