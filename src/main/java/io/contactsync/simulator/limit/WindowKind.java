package io.contactsync.simulator.limit;

/** The kinds of rate limit windows that servers use (behaviour.md, "Kind of window"). */
public enum WindowKind {
    /** Fixed, starting with the first call. */
    FIRST_CALL,
    /** Fixed, aligned to multiples of the length on the wall clock. */
    WALL_CLOCK,
    /** Ending at each call. */
    SLIDING
}
