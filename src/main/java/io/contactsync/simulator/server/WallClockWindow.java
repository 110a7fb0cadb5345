package io.contactsync.simulator.server;

/**
 * A fixed window aligned to multiples of its length on the wall clock: a window of 60 s ends at each full minute.
 * Rejected calls have no effect, whatever {@link CallLimit.RejectedCalls} says.
 */
final class WallClockWindow implements LimitWindow {

    private final int capacity;
    private final long lengthNanos;
    private long current = Long.MIN_VALUE;
    private int used;

    WallClockWindow(int capacity, long lengthNanos) {
        this.capacity = capacity;
        this.lengthNanos = lengthNanos;
    }

    @Override
    public LimitWindow.Admission tryAcquire(long epochNanos) {
        long window = Math.floorDiv(epochNanos, lengthNanos);
        if (window > current) {
            current = window;
            used = 0;
        }
        if (used < capacity) {
            used++;
            return LimitWindow.Admission.admit(capacity - used);
        }
        return LimitWindow.Admission.reject((window + 1) * lengthNanos - epochNanos);
    }
}
