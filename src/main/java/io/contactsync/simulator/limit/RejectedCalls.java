package io.contactsync.simulator.limit;

/** Whether a call that was refused for the limit counts against it all the same. */
public enum RejectedCalls {
    FREE,
    COUNTED
}
