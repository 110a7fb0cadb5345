package io.contactsync.simulator.fault;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The faults that fire for one call.
 *
 * @param faults in the order in which they were set
 */
public record Strike(List<ArmedFault> faults) {

    /** {@return no fault} */
    public static Strike none() {
        return new Strike(List.of());
    }

    public boolean isEmpty() {
        return faults.isEmpty();
    }

    /** {@return the first effect of a kind} */
    public <E extends Effect> Optional<E> effect(Class<E> kind) {
        return faults.stream()
                .map(armed -> armed.fault().effect())
                .filter(kind::isInstance)
                .map(kind::cast)
                .findFirst();
    }

    /** {@return whether an effect of this kind is among them} */
    public boolean has(Class<? extends Effect> kind) {
        return effect(kind).isPresent();
    }

    /** {@return the names of all effects, joined by "+"} */
    public String label() {
        return faults.stream().map(armed -> armed.fault().effect().label()).collect(Collectors.joining("+"));
    }

    /** Reports the faults that do not hang as struck, and hangs as long as those before the work say. */
    public void hangBefore() throws InterruptedException {
        for (ArmedFault armed : faults) {
            if (armed.fault().effect() instanceof Effect.HangBefore hang) {
                armed.strike();
                armed.hold(hang.length());
            } else if (!(armed.fault().effect() instanceof Effect.HangAfter)) {
                armed.strike();
            }
        }
    }

    /** Hangs as long as the faults after the work say. */
    public void hangAfter() throws InterruptedException {
        for (ArmedFault armed : faults) {
            if (armed.fault().effect() instanceof Effect.HangAfter hang) {
                armed.strike();
                armed.hold(hang.length());
            }
        }
    }
}
