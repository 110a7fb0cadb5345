package io.contactsync.simulator.limit;

/**
 * A fixed window that the first call opens, Laravel's kind: 200 calls a minute let 200 pass, then none until a minute
 * after the first. Rejected calls change nothing, counted or not: the window neither moves nor grows.
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
    public Verdict arrive(long epochNanos) {
        if (!opened || epochNanos - openedAt >= lengthNanos) {
            opened = true;
            openedAt = epochNanos;
            used = 0;
        }
        if (used < capacity) {
            used++;
            return Verdict.passed(capacity - used);
        }
        return Verdict.rejected(openedAt + lengthNanos - epochNanos);
    }
}
