package io.contactsync.simulator.call;

import org.jspecify.annotations.Nullable;

/** A call in the log whose answer may still be on its way; safe for use by several threads. */
public final class OpenCall {

    private final long sequence;
    private final long arrivalNanos;
    private final Arrival arrival;
    private final Tally tally;
    private int status;
    private int parts;
    private @Nullable String contactId;
    private @Nullable String fault;

    OpenCall(long sequence, long arrivalNanos, Arrival arrival, Tally tally) {
        this.sequence = sequence;
        this.arrivalNanos = arrivalNanos;
        this.arrival = arrival;
        this.tally = tally;
        this.contactId = arrival.contactId();
    }

    public Arrival arrival() {
        return arrival;
    }

    /** {@return when it arrived, in nanoseconds since 1970} */
    public long arrivalNanos() {
        return arrivalNanos;
    }

    /** Notes the contact that came of it. */
    public synchronized void concerns(String id) {
        contactId = id;
    }

    /** Notes how many fields or tags the body holds. */
    public synchronized void carries(int fieldsOrTags) {
        parts = fieldsOrTags;
    }

    /** Notes the faults that struck it. */
    public synchronized void struckBy(String faults) {
        fault = faults;
    }

    /** Notes the answer; 0 means that the connection is dropped instead. */
    public void answered(int newStatus) {
        synchronized (this) {
            status = newStatus;
        }
        tally.answered(newStatus);
    }

    synchronized Call snapshot() {
        return new Call(
                sequence,
                arrivalNanos,
                arrivalNanos / 1_000_000,
                arrival.method(),
                arrival.kind(),
                arrival.path(),
                status,
                arrival.channel(),
                parts,
                contactId,
                fault);
    }
}
