package io.contactsync.simulator.limit;

/** The kinds of window that servers use: behaviour.md, "Kind of window". */
public enum WindowKind {
    /** Fixed, opened by the first call. */
    FIRST_CALL,
    /** Fixed, cut at the wall clock's multiples of the length. */
    WALL_CLOCK,
    /** The length before each call. */
    SLIDING
}
