package io.contactsync.simulator.limit;

/**
 * The decision of a rate limit about one call.
 *
 * @param remaining the number of calls left in the window after this one
 * @param waitNanos nanoseconds until a call can be admitted; 0 if this one was admitted
 */
public record Verdict(boolean admitted, int remaining, long waitNanos) {

    static final Verdict UNLIMITED = new Verdict(true, Integer.MAX_VALUE, 0);

    static Verdict admit(int remaining) {
        return new Verdict(true, remaining, 0);
    }

    static Verdict reject(long waitNanos) {
        return new Verdict(false, 0, waitNanos);
    }

    /** {@return the wait in whole seconds, rounded up, for the Retry-After header} */
    public long waitSeconds() {
        return Math.floorDiv(waitNanos + 999_999_999L, 1_000_000_000L);
    }
}
