package io.contactsync.simulator.server;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The faults that fire for one call, in the order in which they were set. */
public record TriggeredFaults(List<FaultRegistry.ArmedFault> faults) {

    /** {@return no fault} */
    public static TriggeredFaults none() {
        return new TriggeredFaults(List.of());
    }

    public boolean isEmpty() {
        return faults.isEmpty();
    }

    /** {@return the first effect of a type} */
    public <E extends Fault.Effect> Optional<E> effect(Class<E> type) {
        return faults.stream()
                .map(armed -> armed.fault().effect())
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst();
    }

    public boolean has(Class<? extends Fault.Effect> type) {
        return effect(type).isPresent();
    }

    /** {@return the names of all effects, joined by "+"} */
    public String label() {
        return faults.stream().map(armed -> armed.fault().effect().label()).collect(Collectors.joining("+"));
    }

    /**
     * Records a hit of every fault except {@link Fault.Effect.HangAfter}, and hangs for each
     * {@link Fault.Effect.HangBefore}.
     */
    public void hangBefore() throws InterruptedException {
        for (FaultRegistry.ArmedFault armed : faults) {
            if (armed.fault().effect() instanceof Fault.Effect.HangBefore hang) {
                armed.recordHit();
                armed.hang(hang.length());
            } else if (!(armed.fault().effect() instanceof Fault.Effect.HangAfter)) {
                armed.recordHit();
            }
        }
    }

    /** Records a hit of, and hangs for, each {@link Fault.Effect.HangAfter}. */
    public void hangAfter() throws InterruptedException {
        for (FaultRegistry.ArmedFault armed : faults) {
            if (armed.fault().effect() instanceof Fault.Effect.HangAfter hang) {
                armed.recordHit();
                armed.hang(hang.length());
            }
        }
    }
}
