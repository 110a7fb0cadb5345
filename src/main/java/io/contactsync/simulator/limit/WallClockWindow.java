package io.contactsync.simulator.limit;

/**
 * A fixed window cut at the wall clock's multiples of its length: with 60 s it ends at each full minute, whenever the
 * first call came. Rejected calls change nothing, counted or not.
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
    public Verdict arrive(long epochNanos) {
        long window = Math.floorDiv(epochNanos, lengthNanos);
        if (window > current) {
            current = window;
            used = 0;
        }
        if (used < capacity) {
            used++;
            return Verdict.passed(capacity - used);
        }
        return Verdict.rejected((window + 1) * lengthNanos - epochNanos);
    }
}
