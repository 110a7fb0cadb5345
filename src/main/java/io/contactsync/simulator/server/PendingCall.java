package io.contactsync.simulator.server;

import org.jspecify.annotations.Nullable;

/** A log entry whose response may still be pending. Thread-safe. */
public final class PendingCall {

    private final long sequence;
    private final long receivedNanos;
    private final SimulatorService.IncomingCall incoming;
    private final CallStatistics tally;
    private int status;
    private int parts;
    private @Nullable String contactId;
    private @Nullable String fault;

    PendingCall(long sequence, long receivedNanos, SimulatorService.IncomingCall incoming, CallStatistics tally) {
        this.sequence = sequence;
        this.receivedNanos = receivedNanos;
        this.incoming = incoming;
        this.tally = tally;
        this.contactId = incoming.contactId();
    }

    public SimulatorService.IncomingCall incoming() {
        return incoming;
    }

    /** {@return when the call was received, in nanoseconds since 1970} */
    public long receivedNanos() {
        return receivedNanos;
    }

    /** Sets the contact that the call created. */
    public synchronized void setContactId(String id) {
        contactId = id;
    }

    /** Sets the number of fields or tags in the body. */
    public synchronized void setParts(int fieldsOrTags) {
        parts = fieldsOrTags;
    }

    /** Sets the names of the faults that were triggered, joined by "+". */
    public synchronized void setFaults(String faults) {
        fault = faults;
    }

    /** Sets the status of the response and counts it; 0 means that the connection is dropped. */
    public void setStatus(int newStatus) {
        synchronized (this) {
            status = newStatus;
        }
        tally.countResponse(newStatus);
    }

    synchronized CallLog.Entry snapshot() {
        return new CallLog.Entry(
                sequence,
                receivedNanos,
                receivedNanos / 1_000_000,
                incoming.method(),
                incoming.kind(),
                incoming.path(),
                status,
                incoming.channel(),
                parts,
                contactId,
                fault);
    }
}
