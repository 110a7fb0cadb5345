package io.contactsync.simulator.limit;

/** The window of a rate limit: counts calls and decides which are admitted. Not thread-safe. */
public sealed interface Window permits Unlimited, FirstCallWindow, WallClockWindow, SlidingWindow {

    /**
     * Counts a call and decides whether it is admitted.
     *
     * @param epochNanos the arrival time in nanoseconds since 1970; must not be earlier than that of the previous call
     */
    Verdict tryAcquire(long epochNanos);
}
