package io.contactsync.simulator.server;

/**
 * A fixed window that starts with its first call, as in Laravel: at 200 calls per minute, 200 calls are admitted, then
 * none until a minute after the first. Rejected calls do not move or extend the window, whatever
 * {@link CallLimit.RejectedCalls} says.
 */
final class FirstCallWindow implements LimitWindow {

    private final int capacity;
    private final long lengthNanos;
    private long openedAt;
    private int used;
    private boolean opened;

    FirstCallWindow(int capacity, long lengthNanos) {
        this.capacity = capacity;
        this.lengthNanos = lengthNanos;
    }

    @Override
    public LimitWindow.Admission tryAcquire(long epochNanos) {
        if (!opened || epochNanos - openedAt >= lengthNanos) {
            opened = true;
            openedAt = epochNanos;
            used = 0;
        }
        if (used < capacity) {
            used++;
            return LimitWindow.Admission.admit(capacity - used);
        }
        return LimitWindow.Admission.reject(openedAt + lengthNanos - epochNanos);
    }
}
