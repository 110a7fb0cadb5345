package io.contactsync.simulator.limit;

/**
 * A fixed window aligned to multiples of its length on the wall clock: a window of 60 s ends at each full minute.
 * Rejected calls have no effect, whatever {@link RejectedCalls} says.
 */
final class WallClockWindow implements Window {

    private final int capacity;
    private final long lengthNanos;
    private long current = Long.MIN_VALUE;
    private int used;

    WallClockWindow(int capacity, long lengthNanos) {
        this.capacity = capacity;
        this.lengthNanos = lengthNanos;
    }

    @Override
    public Verdict tryAcquire(long epochNanos) {
        long window = Math.floorDiv(epochNanos, lengthNanos);
        if (window > current) {
            current = window;
            used = 0;
        }
        if (used < capacity) {
            used++;
            return Verdict.admit(capacity - used);
        }
        return Verdict.reject((window + 1) * lengthNanos - epochNanos);
    }
}
