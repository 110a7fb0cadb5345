package io.contactsync.simulator.server;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A fault to inject.
 *
 * @param kind the kind of calls to match, null for all
 * @param channel the channel to match, null for all
 * @param trigger which of the matching calls are affected
 */
public record Fault(
        SimulatorService.Name service,
        @Nullable EndpointKind kind,
        @Nullable String channel,
        Trigger trigger,
        Effect effect) {

    /** {@return a fault for every HeyX call} */
    public static Fault heyx(Effect effect) {
        return new Fault(SimulatorService.Name.HEYX, null, null, new Trigger.Every(), effect);
    }

    /** {@return a fault for every DigiVault call} */
    public static Fault digivault(Effect effect) {
        return new Fault(SimulatorService.Name.DIGIVAULT, null, null, new Trigger.Every(), effect);
    }

    public Fault on(EndpointKind newKind) {
        return new Fault(service, newKind, channel, trigger, effect);
    }

    public Fault onChannel(String newChannel) {
        return new Fault(service, kind, newChannel, trigger, effect);
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
        return new Fault(service, kind, channel, newTrigger, effect);
    }

    boolean matches(SimulatorService.Name calledService, SimulatorService.IncomingCall incoming) {
        return service == calledService
                && (kind == null || kind == incoming.kind())
                && (channel == null || channel.equals(incoming.channel()));
    }

    /** What a fault does to a call. */
    public sealed interface Effect {

        /** The request is not handled; the effect replaces the response. */
        sealed interface BeforeHandling extends Effect {}

        /** The request is handled differently. */
        sealed interface DuringHandling extends Effect {}

        /** The request is handled, then the effect applies to the response. */
        sealed interface AfterHandling extends Effect {}

        /** Waits before the request is handled, then continues normally. */
        record HangBefore(Duration length) implements Effect {}

        /** Waits after the request is handled and before the response is sent, then continues normally. */
        record HangAfter(Duration length) implements Effect {}

        record Status(int code, String body, Map<String, String> headers) implements BeforeHandling {}

        record ResetBefore() implements BeforeHandling {}

        record HtmlBefore() implements BeforeHandling {}

        record Redirect(String url, int code) implements BeforeHandling {}

        /** Status 200 with a body that reports status "error". */
        record ErrorIn200(String message) implements BeforeHandling {}

        /** HeyX: lookups do not find a contact that the call creates for this time. */
        record Invisible(Duration length) implements DuringHandling {}

        /** DigiVault: an empty page with {@code has_more} true. */
        record Endless() implements DuringHandling {}

        /** DigiVault: the list ignores the cursor and starts at its first contact. */
        record IgnoreCursor() implements DuringHandling {}

        /** DigiVault: the page starts with the cursor's own contact, which the previous page contained. */
        record Repeat() implements DuringHandling {}

        record StatusAfter(int code) implements AfterHandling {}

        record ResetAfter() implements AfterHandling {}

        record HtmlAfter() implements AfterHandling {}

        /** Half of the body is sent, then the connection is dropped. */
        record Truncate(Framing framing) implements AfterHandling {}

        /** How the length of a truncated body is announced. */
        enum Framing {
            CONTENT_LENGTH,
            CHUNKED
        }

        /** {@return the name in the control endpoints and the log, such as RESET_AFTER} */
        default String label() {
            return getClass()
                    .getSimpleName()
                    .replaceAll("([a-z])([A-Z0-9])", "$1_$2")
                    .toUpperCase(Locale.ROOT);
        }
    }

    /** Which of the matching calls a fault affects. */
    public sealed interface Trigger {

        /**
         * {@return whether the fault fires for a call}
         *
         * @param count 1 for the first matching call since the fault was set
         * @param random the fault's own random generator
         */
        boolean fires(long count, RandomGenerator random);

        /** {@return the seed of the fault's random generator} */
        default long seed() {
            return 0;
        }

        /** The k-th matching call, 1 for the next one. */
        record At(long k) implements Trigger {
            @Override
            public boolean fires(long count, RandomGenerator random) {
                return count == k;
            }
        }

        /** The next n matching calls. */
        record Next(long n) implements Trigger {
            @Override
            public boolean fires(long count, RandomGenerator random) {
                return count <= n;
            }
        }

        /** Every matching call. */
        record Every() implements Trigger {
            @Override
            public boolean fires(long count, RandomGenerator random) {
                return true;
            }
        }

        /** Each matching call with a probability from 0 to 1. */
        record Chance(double probability, long seed) implements Trigger {
            @Override
            public boolean fires(long count, RandomGenerator random) {
                return random.nextDouble() < probability;
            }
        }
    }
}
