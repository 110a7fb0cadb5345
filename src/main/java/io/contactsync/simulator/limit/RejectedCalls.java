package io.contactsync.simulator.limit;

/** Whether a call that is rejected because of the limit counts against the limit. */
public enum RejectedCalls {
    FREE,
    COUNTED
}
