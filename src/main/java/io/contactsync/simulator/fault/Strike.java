package io.contactsync.simulator.fault;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The faults that fire for one call, in the order in which they were set. */
public record Strike(List<ArmedFault> faults) {

    /** {@return no fault} */
    public static Strike none() {
        return new Strike(List.of());
    }

    public boolean isEmpty() {
        return faults.isEmpty();
    }

    /** {@return the first effect of a type} */
    public <E extends Effect> Optional<E> effect(Class<E> type) {
        return faults.stream()
                .map(armed -> armed.fault().effect())
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst();
    }

    public boolean has(Class<? extends Effect> type) {
        return effect(type).isPresent();
    }

    /** {@return the names of all effects, joined by "+"} */
    public String label() {
        return faults.stream().map(armed -> armed.fault().effect().label()).collect(Collectors.joining("+"));
    }

    /** Records a hit of every fault except {@link Effect.HangAfter}, and hangs for each {@link Effect.HangBefore}. */
    public void hangBefore() throws InterruptedException {
        for (ArmedFault armed : faults) {
            if (armed.fault().effect() instanceof Effect.HangBefore hang) {
                armed.recordHit();
                armed.hang(hang.length());
            } else if (!(armed.fault().effect() instanceof Effect.HangAfter)) {
                armed.recordHit();
            }
        }
    }

    /** Records a hit of, and hangs for, each {@link Effect.HangAfter}. */
    public void hangAfter() throws InterruptedException {
        for (ArmedFault armed : faults) {
            if (armed.fault().effect() instanceof Effect.HangAfter hang) {
                armed.recordHit();
                armed.hang(hang.length());
            }
        }
    }
}
