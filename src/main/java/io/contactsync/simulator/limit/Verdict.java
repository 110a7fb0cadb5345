package io.contactsync.simulator.limit;

/**
 * What a window says to one call.
 *
 * @param admitted whether the call may pass
 * @param remaining calls left in the window after this one, 0 or more
 * @param waitNanos nanoseconds until a call may pass again; 0 when this one did
 */
public record Verdict(boolean admitted, int remaining, long waitNanos) {

    static final Verdict UNLIMITED = new Verdict(true, Integer.MAX_VALUE, 0);

    static Verdict passed(int remaining) {
        return new Verdict(true, remaining, 0);
    }

    static Verdict rejected(long waitNanos) {
        return new Verdict(false, 0, waitNanos);
    }

    /** {@return the wait in whole seconds, rounded up, as Retry-After carries it} */
    public long waitSeconds() {
        return Math.floorDiv(waitNanos + 999_999_999L, 1_000_000_000L);
    }
}
