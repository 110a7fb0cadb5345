package io.contactsync.simulator.fault;

import io.contactsync.simulator.call.Arrival;
import io.contactsync.simulator.call.CallKind;
import io.contactsync.simulator.call.Side;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** The faults that are set on both services; safe for use by several threads. */
public final class Faults {

    private static final Duration UNTIL_LIFTED = Duration.ofDays(1);

    private final List<ArmedFault> armed = new CopyOnWriteArrayList<>();
    private final AtomicLong ids = new AtomicLong();

    /**
     * Sets a fault.
     *
     * @return it, to wait for or to lift
     */
    public ArmedFault set(Fault fault) {
        ArmedFault added = new ArmedFault(ids.incrementAndGet(), fault);
        armed.add(added);
        return added;
    }

    /**
     * Stops in the window between work and answer: the k-th matching call is done, and its answer is kept back until
     * the fault is lifted.
     *
     * @param k 1 for the next call
     * @return the fault; its {@link ArmedFault#awaitHit} returns when the work is done
     */
    public ArmedFault pauseAfter(Side side, CallKind kind, long k) {
        return set(new Fault(side, kind, null, new Trigger.At(k), new Effect.HangAfter(UNTIL_LIFTED)));
    }

    /** {@return the faults that are set, in order} */
    public List<ArmedFault> all() {
        return List.copyOf(armed);
    }

    /** Takes a fault back; calls that hang in it go on. */
    public void lift(ArmedFault fault) {
        armed.remove(fault);
        fault.lift();
    }

    /** Takes all faults back; calls that hang go on. */
    public void clear() {
        all().forEach(this::lift);
    }

    /**
     * Shows a call to every fault.
     *
     * @return those that fire
     */
    public Strike strike(Side side, Arrival arrival) {
        if (armed.isEmpty()) {
            return Strike.none();
        }
        return new Strike(armed.stream()
                .filter(candidate -> candidate.fault().matches(side, arrival))
                .filter(ArmedFault::fires)
                .toList());
    }
}
