package io.contactsync.simulator.server;

/** The window of a rate limit: counts calls and decides which are admitted. Not thread-safe. */
public sealed interface LimitWindow permits UnlimitedWindow, FirstCallWindow, WallClockWindow, SlidingWindow {

    /**
     * Counts a call and decides whether it is admitted.
     *
     * @param epochNanos when the call was received, in nanoseconds since 1970; not earlier than the previous call
     */
    Admission tryAcquire(long epochNanos);

    /**
     * The decision of a rate limit about one call.
     *
     * @param remaining the number of calls left in the window after this one
     * @param waitNanos nanoseconds until a call can be admitted; 0 if this one was admitted
     */
    record Admission(boolean admitted, int remaining, long waitNanos) {

        static final Admission UNLIMITED = new Admission(true, Integer.MAX_VALUE, 0);

        static Admission admit(int remaining) {
            return new Admission(true, remaining, 0);
        }

        static Admission reject(long waitNanos) {
            return new Admission(false, 0, waitNanos);
        }

        /** {@return the wait in whole seconds, rounded up, for the Retry-After header} */
        public long waitSeconds() {
            return Math.floorDiv(waitNanos + 999_999_999L, 1_000_000_000L);
        }
    }
}
