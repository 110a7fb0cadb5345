package io.contactsync.http.ratelimit;

import static io.contactsync.http.ratelimit.ChannelSimulation.MILLI;
import static io.contactsync.http.ratelimit.ChannelSimulation.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SlotsTest {

    private static final int LIMIT = 200;
    private static final Slots.Sender SENDER = new Slots.Sender(1, LIMIT);
    private static final long WINDOW = 60 * SECOND;
    private static final int MANY = 100_000;
    private static final int FEWER = 20_000;

    static Stream<Arguments> latencies() {
        return Stream.of(
                latency("1 ms", FEWER, random -> MILLI, 0),
                latency("150 ms median, spikes of 2 s", FEWER, ChannelSimulation::measuredLatency, 0),
                latency("the same, one in ten lost", FEWER, ChannelSimulation::measuredLatency, 0.1),
                latency("1 ms to 5 s", MANY, random -> MILLI + random.nextLong(5 * SECOND), 0),
                latency("either 1 ms or 5 s", FEWER, random -> random.nextBoolean() ? MILLI : 5 * SECOND, 0.01),
                latency("5 s", FEWER, random -> 5 * SECOND, 0));
    }

    private static Arguments latency(String name, int calls, ToLongFunction<Random> latency, double lossRate) {
        return Arguments.of(name, calls, latency, lossRate);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("latencies")
    void keepsTheLimitInEveryWindow(String name, int calls, ToLongFunction<Random> latency, double lossRate) {
        Random random = seeded(name);
        long[] arrivals = new ChannelSimulation(LIMIT, RateWindow.MINUTE, latency, lossRate, random).arrivalsOf(calls);

        assertThat(maxInSlidingWindow(arrivals)).as("sliding window").isLessThanOrEqualTo(LIMIT);
        assertThat(maxInWindowsOpenedByFirstCall(arrivals))
                .as("window opened by the first call")
                .isLessThanOrEqualTo(LIMIT);
        for (int offset = 0; offset < 10; offset++) {
            assertThat(maxInMinutes(arrivals, random.nextLong(WINDOW)))
                    .as("fixed minute")
                    .isLessThanOrEqualTo(LIMIT);
        }
    }

    @Test
    void last200Of800CallsArriveWithin98PercentOfTheLimit() {
        Random random = seeded("800 calls");
        for (int run = 0; run < 50; run++) {
            long[] arrivals = new ChannelSimulation(
                            LIMIT,
                            RateWindow.MINUTE,
                            ChannelSimulation::measuredLatency,
                            0,
                            new Random(random.nextLong()))
                    .arrivalsOf(800);
            double mean = Arrays.stream(arrivals, 600, 800)
                    .mapToDouble(t -> t - arrivals[0])
                    .average()
                    .orElseThrow();
            assertThat(mean / SECOND).isLessThan(180 / 0.98);
        }
    }

    @Test
    void manyCallsTakeAtMostTwoPercentLongerThanNecessary() {
        for (int calls : new int[] {1_000, MANY}) {
            long[] arrivals = new ChannelSimulation(
                            LIMIT, RateWindow.MINUTE, ChannelSimulation::measuredLatency, 0, seeded(calls + " calls"))
                    .arrivalsOf(calls);
            double minutes = (double) (arrivals[calls - 1] - arrivals[0]) / WINDOW;
            assertThat(minutes).isLessThan(1.02 * (calls - LIMIT) / LIMIT + 5.0 / 60);
        }
    }

    @Test
    void keepsSmallAndLargeLimits() {
        for (int limit : new int[] {1, 2, 7, 100, 1_000}) {
            long[] arrivals = new ChannelSimulation(
                            limit,
                            RateWindow.MINUTE,
                            ChannelSimulation::measuredLatency,
                            0.02,
                            seeded("limit " + limit))
                    .arrivalsOf(5 * limit);
            assertThat(maxInSlidingWindow(arrivals)).isLessThanOrEqualTo(limit);
        }
    }

    @Test
    void freeingSlotsAWindowAfterSendingExceedsASlidingLimit() {
        // Checks the simulation itself: if slots are freed a window after sending, it must find more than 200 calls.
        long[] arrivals = new ChannelSimulation(
                        LIMIT, RateWindow.MINUTE, ChannelSimulation::measuredLatency, 0, seeded("the mistake"))
                .releasingSlotsAfterSending()
                .arrivalsOf(FEWER);
        assertThat(maxInSlidingWindow(arrivals)).isGreaterThan(LIMIT);
    }

    @Test
    void waitsForEnoughFreeSlotsUnderALowerLimit() {
        Slots slots = new Slots(StateBuffer.allocate(4 * Slots.LONGS_PER_SLOT));
        slots.clear(0, 0);
        for (int i = 0; i < 4; i++) {
            slots.release(slots.acquire(10, 1_000, 7, SENDER), 7, SENDER, 100 + i);
        }
        assertThat(slots.waitNanos(50, 4)).isEqualTo(50);
        assertThat(slots.waitNanos(50, 2)).isEqualTo(52);
        assertThat(slots.waitNanos(102, 2)).isZero();
    }

    @Test
    void holderThatLostItsSlotCannotReleaseIt() {
        Slots slots = new Slots(StateBuffer.allocate(Slots.LONGS_PER_SLOT));
        slots.clear(0, 0);
        int slot = slots.acquire(0, 1_000, 7, SENDER);
        slots.release(slot, 8, SENDER, 1);
        assertThat(slots.freeAt(slot)).isEqualTo(1_000);
    }

    @Test
    void countsTheCallsOfOneSender() {
        Slots slots = new Slots(StateBuffer.allocate(4 * Slots.LONGS_PER_SLOT));
        slots.clear(0, 0);
        Slots.Sender other = new Slots.Sender(2, 4);
        slots.release(slots.acquire(10, 1_000, 1, SENDER), 1, SENDER, 100);
        slots.acquire(10, 1_000, 2, other);
        assertThat(slots.busy(50)).isEqualTo(2);
        assertThat(slots.busy(50, SENDER)).isEqualTo(1);
        assertThat(slots.waitNanos(50, 1, SENDER)).isEqualTo(50);
        assertThat(slots.waitNanos(50, 2, SENDER)).isZero();
        assertThat(slots.largestLimit(50)).isEqualTo(LIMIT);
        assertThat(slots.largestLimit(100)).isEqualTo(4);
    }

    @Test
    void laterTimeAppliesToACallWhoseProcessWasConsideredDead() {
        Slots slots = new Slots(StateBuffer.allocate(Slots.LONGS_PER_SLOT));
        slots.clear(0, 0);
        int slot = slots.acquire(0, 1_000, 7, SENDER);
        slots.release(slot, 7, SENDER, 100);
        slots.release(slot, 7, SENDER, 150);
        assertThat(slots.freeAt(slot)).isEqualTo(150);
        slots.release(slot, 7, SENDER, 120);
        assertThat(slots.freeAt(slot)).isEqualTo(150);
    }

    @Test
    void callsInFlightInOtherProcessesAreAssumedToEndWhenCallsAreLost() {
        Slots slots = new Slots(StateBuffer.allocate(3 * Slots.LONGS_PER_SLOT));
        slots.clear(0, 0);
        Slots.Sender other = new Slots.Sender(2, 4);
        int own = slots.acquire(0, 1_000, 1, SENDER);
        int foreign = slots.acquire(0, 1_000, 2, other);
        slots.occupyAll(100, SENDER.process());
        assertThat(slots.freeAt(own)).isEqualTo(1_000);
        assertThat(slots.freeAt(foreign)).isEqualTo(100);
        assertThat(slots.waitNanos(0, 1)).isEqualTo(1_000);
        assertThat(slots.waitNanos(0, 2)).isEqualTo(100);
        slots.release(foreign, 2, other, 120);
        assertThat(slots.freeAt(foreign)).isEqualTo(120);
    }

    @Test
    void callsOfLostSlotsCountAsIfTheyHadNotBeenLost() {
        Random random = seeded("lost slots");
        for (int round = 0; round < 2_000; round++) {
            int size = 1 + random.nextInt(6);
            Slots slots = new Slots(StateBuffer.allocate(size * Slots.LONGS_PER_SLOT));
            slots.clear(0, 0);
            List<Long> calls = new ArrayList<>();
            for (int call = 1; call <= 2 * size; call++) {
                long freeAt = 1L + random.nextInt(50);
                calls.add(freeAt);
                slots.release(size + 1, call, SENDER, freeAt);
            }
            // No call is sent before fewer calls than slots count; from then on the numbers must agree.
            long now = slots.waitNanos(0, size);
            for (; now <= 50; now++) {
                long at = now;
                assertThat(slots.busy(at)).isEqualTo((int)
                        calls.stream().filter(freeAt -> freeAt > at).count());
            }
        }
    }

    private static Random seeded(String what) {
        long seed = System.nanoTime();
        System.out.println("seed of " + what + ": " + seed);
        return new Random(seed);
    }

    private static int maxInSlidingWindow(long[] arrivals) {
        int most = 0;
        int first = 0;
        for (int last = 0; last < arrivals.length; last++) {
            while (arrivals[last] - arrivals[first] > WINDOW) {
                first++;
            }
            most = Math.max(most, last - first + 1);
        }
        return most;
    }

    private static int maxInWindowsOpenedByFirstCall(long[] arrivals) {
        int most = 0;
        int first = 0;
        for (int i = 0; i < arrivals.length; i++) {
            if (arrivals[i] - arrivals[first] >= WINDOW) {
                first = i;
            }
            most = Math.max(most, i - first + 1);
        }
        return most;
    }

    private static int maxInMinutes(long[] arrivals, long offset) {
        int most = 0;
        int count = 0;
        for (int i = 0; i < arrivals.length; i++) {
            boolean same = i > 0 && (arrivals[i] + offset) / WINDOW == (arrivals[i - 1] + offset) / WINDOW;
            count = same ? count + 1 : 1;
            most = Math.max(most, count);
        }
        return most;
    }
}
