package io.contactsync.simulator.limit;

/** Counts calls as they arrive and says which of them may pass; not safe for use by several threads at once. */
public sealed interface Window permits Unlimited, FirstCallWindow, WallClockWindow, SlidingWindow {

    /**
     * Judges one call and counts it.
     *
     * @param epochNanos when it arrived, in nanoseconds since 1970; never earlier than the call before
     * @return whether it may pass
     */
    Verdict arrive(long epochNanos);
}
