package io.contactsync.simulator.fault;

import io.contactsync.simulator.call.Arrival;
import io.contactsync.simulator.call.CallKind;
import io.contactsync.simulator.call.Side;
import org.jspecify.annotations.Nullable;

/**
 * A fault as it is ordered.
 *
 * @param side the service
 * @param kind the calls' kind, null for all
 * @param channel the calls' channel, null for all
 * @param trigger which of them
 * @param effect what happens
 */
public record Fault(
        Side side, @Nullable CallKind kind, @Nullable String channel, Trigger trigger, Effect effect) {

    /** {@return a fault of every HeyX call} */
    public static Fault heyx(Effect effect) {
        return new Fault(Side.HEYX, null, null, new Trigger.Every(), effect);
    }

    /** {@return a fault of every DigiVault call} */
    public static Fault digivault(Effect effect) {
        return new Fault(Side.DIGIVAULT, null, null, new Trigger.Every(), effect);
    }

    public Fault on(CallKind newKind) {
        return new Fault(side, newKind, channel, trigger, effect);
    }

    public Fault onChannel(String newChannel) {
        return new Fault(side, kind, newChannel, trigger, effect);
    }

    /** {@return the same for the k-th matching call from now, 1 for the next} */
    public Fault at(long k) {
        return triggered(new Trigger.At(k));
    }

    /** {@return the same for the next n matching calls} */
    public Fault next(long n) {
        return triggered(new Trigger.Next(n));
    }

    /** {@return the same for each matching call with a probability from 0 to 1, by seeded dice} */
    public Fault withProbability(double probability, long seed) {
        return triggered(new Trigger.Chance(probability, seed));
    }

    private Fault triggered(Trigger newTrigger) {
        return new Fault(side, kind, channel, newTrigger, effect);
    }

    boolean matches(Side calledSide, Arrival arrival) {
        return side == calledSide
                && (kind == null || kind == arrival.kind())
                && (channel == null || channel.equals(arrival.channel()));
    }
}
