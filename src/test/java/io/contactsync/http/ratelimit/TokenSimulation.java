package io.contactsync.http.ratelimit;

import static io.contactsync.http.ratelimit.ChannelSimulation.MILLI;
import static io.contactsync.http.ratelimit.ChannelSimulation.SECOND;

import io.contactsync.http.AdaptiveConcurrency;
import io.contactsync.http.ratelimit.RateLimiter.Acquisition;
import io.contactsync.http.ratelimit.RateLimiter.Permit;
import io.contactsync.http.ratelimit.RateLimiter.Wait;
import io.contactsync.support.BootId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/**
 * Simulates several clients of one token in virtual time, with the limiter's own state and rule. Each client sends
 * calls as fast as it may, between its start and its end, except while it is suspended.
 */
final class TokenSimulation {

    static final RateWindow WINDOW = RateWindow.MINUTE;

    private final ToLongFunction<Random> latency;
    private final Random random;
    private final RateLimiterState state;
    private final List<SimulatedClient> clients = new ArrayList<>();
    private final List<SimulatedCall> calls = new ArrayList<>();
    private final PriorityQueue<InFlight> inFlight =
            new PriorityQueue<>(Comparator.comparingLong(InFlight::answeredAt));
    private final Set<Long> ended = new HashSet<>();
    private long now = 5_000 * SECOND;
    private long endedCheckedAt = now;

    /** A call that the server counted. */
    record SimulatedCall(SimulatedClient client, long sentAt, long countedAt) {}

    private record InFlight(SimulatedClient client, Permit permit, long answeredAt, int concurrency) {}

    /** A client and how it fared. */
    static final class SimulatedClient {
        final int limit;
        final long startsAt;
        final long endsAt;
        long suspendedFrom = Long.MAX_VALUE;
        long suspendedUntil = Long.MAX_VALUE;
        int maxInFlight;
        long wakesLateBy = 2 * MILLI;
        long longestWait;

        private final long id;
        private final Slots.Sender sender;
        private final AdaptiveConcurrency auto;
        private final boolean fixed;
        private int inFlight;
        private long askAt;
        private long waitingSince = -1;

        private SimulatedClient(long id, int limit, int fixedInFlight, long startsAt, long endsAt) {
            this.id = id;
            this.sender = new Slots.Sender(id, limit);
            this.limit = limit;
            this.fixed = fixedInFlight > 0;
            this.maxInFlight = fixed ? fixedInFlight : AdaptiveConcurrency.INITIAL;
            this.auto = AdaptiveConcurrency.limited(limit, WINDOW);
            this.startsAt = startsAt;
            this.endsAt = endsAt;
            this.askAt = startsAt;
        }

        private boolean isSuspended(long at) {
            return at >= suspendedFrom && at < suspendedUntil;
        }
    }

    TokenSimulation(int slots, ToLongFunction<Random> latency, Random random) {
        this.latency = latency;
        this.random = random;
        this.state = RateLimiterState.create(new BootId(new UUID(0, 0)), slots, now, WINDOW);
    }

    long now() {
        return now;
    }

    /**
     * Adds a client that is killed when it ends: its calls in flight are never released by itself.
     *
     * @param fixedInFlight calls in flight; 0 for as many as are useful
     */
    SimulatedClient add(int limit, int fixedInFlight, long startsAfter, long endsAfter) {
        SimulatedClient client =
                new SimulatedClient(clients.size() + 1, limit, fixedInFlight, now + startsAfter, now + endsAfter);
        clients.add(client);
        return client;
    }

    /** Runs the clients for a time and returns the calls so far, in the order in which the server counted them. */
    List<SimulatedCall> run(long nanos) {
        long until = now + nanos;
        while (true) {
            Optional<SimulatedClient> next = clients.stream()
                    .filter(client -> client.askAt < client.endsAt)
                    .min(Comparator.comparingLong(client -> client.askAt));
            long askAt = next.map(client -> client.askAt).orElse(Long.MAX_VALUE);
            long answerAt = inFlight.isEmpty() ? Long.MAX_VALUE : inFlight.peek().answeredAt;
            if (Math.min(askAt, answerAt) >= until) {
                now = until;
                return calls.stream()
                        .sorted(Comparator.comparingLong(SimulatedCall::countedAt))
                        .toList();
            }
            now = Math.max(now, Math.min(askAt, answerAt));
            releaseEnded();
            if (answerAt <= askAt) {
                answer(inFlight.remove());
            } else {
                ask(next.orElseThrow());
            }
        }
    }

    private void ask(SimulatedClient client) {
        if (client.isSuspended(now)) {
            client.askAt = client.suspendedUntil;
            client.waitingSince = -1;
            return;
        }
        Acquisition acquisition = state.tryAcquire(client.id, client.sender, now);
        state.setSequence(state.sequence() + 1);
        if (acquisition instanceof Permit permit) {
            send(client, permit);
        } else if (acquisition instanceof Wait wait) {
            client.waitingSince = client.waitingSince < 0 ? now : client.waitingSince;
            client.longestWait = Math.max(client.longestWait, now - client.waitingSince);
            client.askAt = now + Math.min(wait.nanos(), WINDOW.pollNanos()) + random.nextLong(client.wakesLateBy + 1);
        }
    }

    private void send(SimulatedClient client, Permit permit) {
        if (client.waitingSince >= 0) {
            client.longestWait = Math.max(client.longestWait, now - client.waitingSince);
        }
        client.waitingSince = -1;
        client.inFlight++;
        long took = latency.applyAsLong(random);
        calls.add(new SimulatedCall(client, now, now + random.nextLong(took + 1)));
        inFlight.add(new InFlight(client, permit, now + took, client.inFlight));
        client.askAt = client.inFlight < client.maxInFlight ? now + random.nextLong(MILLI) : Long.MAX_VALUE;
    }

    private void answer(InFlight call) {
        SimulatedClient client = call.client();
        if (client.endsAt <= now) {
            return;
        }
        state.slots()
                .release(call.permit().slot(), call.permit().call(), client.sender, now + WINDOW.nanosAfterAnswer());
        client.inFlight--;
        if (!client.fixed) {
            client.maxInFlight =
                    client.auto.recordResponse(now, now - call.permit().takenAt(), call.concurrency());
        }
        if (client.askAt == Long.MAX_VALUE) {
            client.askAt = now;
        }
    }

    private void releaseEnded() {
        if (now - endedCheckedAt >= SECOND) {
            endedCheckedAt = now;
            clients.stream().filter(client -> client.endsAt <= now).forEach(client -> ended.add(client.id));
            state.releaseEnded(ended::contains, now);
        }
    }

    /** The most calls that were counted within any window, of some clients. */
    static int mostInAWindow(List<SimulatedCall> calls, Predicate<SimulatedClient> of) {
        long[] counted = calls.stream()
                .filter(call -> of.test(call.client()))
                .mapToLong(SimulatedCall::countedAt)
                .toArray();
        int most = 0;
        int first = 0;
        for (int last = 0; last < counted.length; last++) {
            while (counted[last] - counted[first] > WINDOW.window().toNanos()) {
                first++;
            }
            most = Math.max(most, last - first + 1);
        }
        return most;
    }
}
