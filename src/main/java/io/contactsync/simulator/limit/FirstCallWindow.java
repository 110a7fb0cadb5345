package io.contactsync.simulator.limit;

/**
 * A fixed window that starts with its first call, as in Laravel: at 200 calls per minute, 200 calls are admitted, then
 * none until a minute after the first. Rejected calls do not move or extend the window, whatever {@link RejectedCalls}
 * says.
 */
final class FirstCallWindow implements Window {

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
    public Verdict tryAcquire(long epochNanos) {
        if (!opened || epochNanos - openedAt >= lengthNanos) {
            opened = true;
            openedAt = epochNanos;
            used = 0;
        }
        if (used < capacity) {
            used++;
            return Verdict.admit(capacity - used);
        }
        return Verdict.reject(openedAt + lengthNanos - epochNanos);
    }
}
