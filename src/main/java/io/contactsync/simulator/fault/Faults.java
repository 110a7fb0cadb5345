package io.contactsync.simulator.fault;

import io.contactsync.simulator.call.Arrival;
import io.contactsync.simulator.call.CallKind;
import io.contactsync.simulator.call.Side;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** The faults that are set for both services. Thread-safe. */
public final class Faults {

    private static final Duration UNTIL_REMOVED = Duration.ofDays(1);

    private final List<ArmedFault> armed = new CopyOnWriteArrayList<>();
    private final AtomicLong ids = new AtomicLong();

    /**
     * Sets a fault.
     *
     * @return the fault, for waiting until it fires and for removing it
     */
    public ArmedFault set(Fault fault) {
        ArmedFault added = new ArmedFault(ids.incrementAndGet(), fault);
        armed.add(added);
        return added;
    }

    /**
     * Holds back the response of the k-th matching call until the fault is removed; the request itself is handled.
     *
     * @param k 1 for the next call
     * @return the fault; its {@link ArmedFault#awaitHit} returns once the request is handled
     */
    public ArmedFault holdResponse(Side side, CallKind kind, long k) {
        return set(new Fault(side, kind, null, new Trigger.At(k), new Effect.HangAfter(UNTIL_REMOVED)));
    }

    /** {@return the faults in the order in which they were set} */
    public List<ArmedFault> all() {
        return List.copyOf(armed);
    }

    /** Removes a fault and releases the calls that hang in it. */
    public void remove(ArmedFault fault) {
        armed.remove(fault);
        fault.release();
    }

    /** Removes all faults and releases the calls that hang in them. */
    public void clear() {
        all().forEach(this::remove);
    }

    /**
     * Counts a call with every fault that matches it.
     *
     * @return the faults that fire
     */
    public Strike trigger(Side side, Arrival arrival) {
        if (armed.isEmpty()) {
            return Strike.none();
        }
        return new Strike(armed.stream()
                .filter(candidate -> candidate.fault().matches(side, arrival))
                .filter(ArmedFault::fires)
                .toList());
    }
}
