package io.contactsync.simulator.fault;

import io.contactsync.simulator.call.Arrival;
import io.contactsync.simulator.call.CallKind;
import io.contactsync.simulator.call.Side;
import org.jspecify.annotations.Nullable;

/**
 * A fault to inject.
 *
 * @param kind the kind of calls to match, null for all
 * @param channel the channel to match, null for all
 * @param trigger which of the matching calls are affected
 */
public record Fault(
        Side side, @Nullable CallKind kind, @Nullable String channel, Trigger trigger, Effect effect) {

    /** {@return a fault for every HeyX call} */
    public static Fault heyx(Effect effect) {
        return new Fault(Side.HEYX, null, null, new Trigger.Every(), effect);
    }

    /** {@return a fault for every DigiVault call} */
    public static Fault digivault(Effect effect) {
        return new Fault(Side.DIGIVAULT, null, null, new Trigger.Every(), effect);
    }

    public Fault on(CallKind newKind) {
        return new Fault(side, newKind, channel, trigger, effect);
    }

    public Fault onChannel(String newChannel) {
        return new Fault(side, kind, newChannel, trigger, effect);
    }

    /** {@return a copy for the k-th matching call, 1 for the next} */
    public Fault at(long k) {
        return withTrigger(new Trigger.At(k));
    }

    /** {@return a copy for the next n matching calls} */
    public Fault next(long n) {
        return withTrigger(new Trigger.Next(n));
    }

    /** {@return a copy that affects each matching call with a probability from 0 to 1} */
    public Fault withProbability(double probability, long seed) {
        return withTrigger(new Trigger.Chance(probability, seed));
    }

    private Fault withTrigger(Trigger newTrigger) {
        return new Fault(side, kind, channel, newTrigger, effect);
    }

    boolean matches(Side calledService, Arrival arrival) {
        return side == calledService
                && (kind == null || kind == arrival.kind())
                && (channel == null || channel.equals(arrival.channel()));
    }
}
