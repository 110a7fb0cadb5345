package io.contactsync.http.ratelimit;

import static io.contactsync.http.ratelimit.ChannelSimulation.MILLI;
import static io.contactsync.http.ratelimit.ChannelSimulation.SECOND;
import static io.contactsync.http.ratelimit.TokenSimulation.mostInAWindow;
import static org.assertj.core.api.Assertions.assertThat;

import io.contactsync.http.ratelimit.TokenSimulation.SimulatedCall;
import io.contactsync.http.ratelimit.TokenSimulation.SimulatedClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Several clients of one token, with equal and with different limits, in virtual time. */
class SharedLimitTest {

    private static final long MINUTE = 60 * SECOND;
    private static final long ENDLESS = 1_000_000 * SECOND;

    private static TokenSimulation simulation(int slots, String what) {
        return new TokenSimulation(slots, ChannelSimulation::measuredLatency, seeded(what));
    }

    private static Random seeded(String what) {
        long seed = System.nanoTime();
        System.out.println("seed of " + what + ": " + seed);
        return new Random(seed);
    }

    private static long callsOf(SimulatedClient client, List<SimulatedCall> calls, long from, long until) {
        return calls.stream()
                .filter(call -> call.client() == client && call.sentAt() >= from && call.sentAt() < until)
                .count();
    }

    @Test
    void clientWithASmallerLimitGetsItsLimitBesideALargerOne() {
        TokenSimulation token = simulation(200, "60 beside 200");
        long start = token.now();
        SimulatedClient large = token.add(200, 0, 0, ENDLESS);
        SimulatedClient small = token.add(60, 0, 5 * SECOND, ENDLESS);

        List<SimulatedCall> calls = token.run(10 * MINUTE);

        assertThat(mostInAWindow(calls, any -> true)).isLessThanOrEqualTo(200);
        assertThat(mostInAWindow(calls, small::equals)).isLessThanOrEqualTo(60);
        assertThat(callsOf(small, calls, start, start + 61 * SECOND)).isPositive();
        // From the second minute on, in which the first one's calls of the first minute expire.
        long from = start + MINUTE;
        assertThat(callsOf(small, calls, from, from + 8 * MINUTE)).isBetween(8 * 55L, 8 * 60L);
        assertThat(callsOf(large, calls, from, from + 8 * MINUTE)).isBetween(8 * 136L, 8 * 145L);
        assertThat(small.longestWait).isLessThan(MINUTE + 2 * SECOND);
    }

    @Test
    void clientsWithTheSameLimitTakeTurns() {
        TokenSimulation token = simulation(200, "two of 200");
        long start = token.now();
        SimulatedClient one = token.add(200, 0, 0, ENDLESS);
        SimulatedClient two = token.add(200, 0, 5 * SECOND, ENDLESS);

        List<SimulatedCall> calls = token.run(10 * MINUTE);

        long from = start + MINUTE;
        assertThat(callsOf(one, calls, from, from + 8 * MINUTE)).isBetween(8 * 80L, 8 * 120L);
        assertThat(callsOf(two, calls, from, from + 8 * MINUTE)).isBetween(8 * 80L, 8 * 120L);
    }

    @Test
    void clientThatWakesUpLaterThanTheOtherGetsItsTurns() {
        for (int limit : new int[] {2, 20, 200}) {
            TokenSimulation token = simulation(limit, "waking up late");
            long start = token.now();
            SimulatedClient quick = token.add(limit, 0, 0, ENDLESS);
            SimulatedClient slow = token.add(limit, 0, 5 * SECOND, ENDLESS);
            quick.wakesLateBy = 0;
            slow.wakesLateBy = 50 * MILLI;

            List<SimulatedCall> calls = token.run(10 * MINUTE);

            long from = start + MINUTE;
            long until = from + 8 * MINUTE;
            assertThat(5 * callsOf(slow, calls, from, until)).isGreaterThan(callsOf(quick, calls, from, until));
        }
    }

    @Test
    void clientWithOneCallInFlightIsNotHeldUpByOneWithMany() {
        TokenSimulation token = new TokenSimulation(200, random -> 100 * MILLI, seeded("1 beside 64 in flight"));
        token.add(200, 64, 0, ENDLESS);
        SimulatedClient modest = token.add(200, 1, 5 * SECOND, ENDLESS);

        token.run(10 * MINUTE);

        assertThat(modest.longestWait).isLessThan(MINUTE + 2 * SECOND);
    }

    @Test
    void twoClientsTogetherUse98PercentOfTheLimit() {
        for (int[] limits : new int[][] {{200, 200}, {60, 200}, {200, 60}}) {
            TokenSimulation token = simulation(200, "utilisation");
            token.add(limits[0], 0, 0, ENDLESS);
            token.add(limits[1], 0, 0, ENDLESS);
            List<SimulatedCall> calls = token.run(5 * MINUTE);
            double mean = calls.subList(600, 800).stream()
                    .mapToLong(call -> call.countedAt() - calls.get(0).countedAt())
                    .average()
                    .orElseThrow();
            assertThat(mean / SECOND).isLessThan(180 / 0.98);
        }
    }

    @Test
    void suspendedClientDoesNotHoldUpOthers() {
        TokenSimulation token = simulation(3, "suspended");
        SimulatedClient suspended = token.add(3, 0, 0, ENDLESS);
        suspended.suspendedFrom = token.now() + 30 * SECOND;
        suspended.suspendedUntil = token.now() + 20 * MINUTE;
        SimulatedClient other = token.add(3, 0, 31 * SECOND, ENDLESS);

        List<SimulatedCall> calls = token.run(10 * MINUTE);

        assertThat(other.longestWait).isLessThan(MINUTE + 10 * SECOND);
        assertThat(callsOf(other, calls, token.now() - 5 * MINUTE, token.now())).isBetween(12L, 15L);
    }

    @RepeatedTest(20)
    void limitsHoldAndEveryClientGetsItsTurn() {
        checkRandomClients(seeded("random clients"));
    }

    @Test
    @Tag("soak")
    void limitsHoldAndEveryClientGetsItsTurnManyTimes() {
        for (int round = 0; round < 1_000; round++) {
            checkRandomClients(seeded("random clients"));
        }
    }

    private static void checkRandomClients(Random random) {
        int[] limits = {1, 2, 7, 20, 60, 100};
        List<ToLongFunction<Random>> latencies = List.of(
                any -> MILLI,
                ChannelSimulation::measuredLatency,
                any -> MILLI + any.nextLong(5 * SECOND),
                any -> any.nextBoolean() ? MILLI : 5 * SECOND);
        TokenSimulation token = new TokenSimulation(100, latencies.get(random.nextInt(latencies.size())), random);
        List<SimulatedClient> clients = new ArrayList<>();
        int count = 2 + random.nextInt(5);
        for (int i = 0; i < count; i++) {
            long startsAfter = random.nextInt(3) * random.nextLong(2 * MINUTE);
            long endsAfter = random.nextInt(3) == 0 ? startsAfter + random.nextLong(3 * MINUTE) : ENDLESS;
            SimulatedClient client =
                    token.add(limits[random.nextInt(limits.length)], random.nextInt(12), startsAfter, endsAfter);
            if (random.nextInt(4) == 0) {
                client.suspendedFrom = client.startsAt + random.nextLong(3 * MINUTE);
                client.suspendedUntil = client.suspendedFrom + random.nextLong(2 * MINUTE);
            }
            clients.add(client);
        }

        List<SimulatedCall> calls = token.run(8 * MINUTE);

        int largest = clients.stream().mapToInt(client -> client.limit).max().orElseThrow();
        assertThat(mostInAWindow(calls, any -> true)).isLessThanOrEqualTo(largest);
        for (SimulatedClient client : clients) {
            assertThat(mostInAWindow(calls, client::equals)).isLessThanOrEqualTo(client.limit);
        }
        // At worst a client waits until a call has expired for each client before it.
        for (SimulatedClient client : clients) {
            assertThat(client.longestWait)
                    .as("longest wait of a client with limit " + client.limit)
                    .isLessThan(count * (MINUTE + 12 * SECOND));
        }
    }
}
