package io.contactsync.http.ratelimit;

import static io.contactsync.http.ratelimit.ChannelSimulation.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongFunction;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Another program uses half of the same token's limit, for an hour of virtual time. */
class ForeignCallsTest {

    private static final int LIMIT = 200;
    private static final Slots.Sender SENDER = new Slots.Sender(0, LIMIT);
    private static final int FOREIGN_CALLS = 100;
    private static final long WINDOW = 60 * SECOND;

    /** How a server counts calls; returns whether it admits a call at a time. */
    private interface ServerWindow {
        boolean admits(long now);
    }

    static Stream<Arguments> servers() {
        return Stream.of(
                Arguments.of("sliding", (LongFunction<ServerWindow>) start -> sliding(false)),
                Arguments.of("sliding, rejected calls counted", (LongFunction<ServerWindow>) start -> sliding(true)),
                Arguments.of("fixed minute", (LongFunction<ServerWindow>) ForeignCallsTest::fixed));
    }

    private static ServerWindow sliding(boolean countsRejected) {
        Deque<Long> counted = new ArrayDeque<>();
        return now -> {
            while (!counted.isEmpty() && now - counted.peek() >= WINDOW) {
                counted.remove();
            }
            boolean admitted = counted.size() < LIMIT;
            if (admitted || countsRejected) {
                counted.add(now);
            }
            return admitted;
        };
    }

    private static ServerWindow fixed(long start) {
        long[] minute = {start / WINDOW, 0};
        return now -> {
            if (now / WINDOW != minute[0]) {
                minute[0] = now / WINDOW;
                minute[1] = 0;
            }
            return minute[1]++ < LIMIT;
        };
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("servers")
    void yieldsToOtherUsersAndGetsMostOfTheRemainingLimit(String name, LongFunction<ServerWindow> server) {
        long now = 5_000 * SECOND;
        long end = now + 60 * WINDOW;
        ServerWindow serverWindow = server.apply(now);
        Slots slots = new Slots(StateBuffer.allocate(LIMIT * Slots.LONGS_PER_SLOT));
        slots.clear(0, now);
        Throttling throttling = new Throttling(StateBuffer.allocate(Throttling.LONGS), RateWindow.MINUTE);
        throttling.clear(now);
        long nextForeignCall = now;
        int admitted = 0;
        int rejected = 0;
        while (now < end) {
            long wait = Math.max(throttling.remainingPause(now), slots.waitNanos(now, throttling.limit(now, LIMIT)));
            if (now + wait >= nextForeignCall) {
                now = nextForeignCall;
                serverWindow.admits(now);
                nextForeignCall += WINDOW / FOREIGN_CALLS;
                continue;
            }
            now += wait + SECOND / 100; // at most a hundred per second
            int slot = slots.acquire(now, RateWindow.MINUTE.leaseNanos(), 1, SENDER);
            if (serverWindow.admits(now)) {
                admitted++;
            } else {
                rejected++;
                throttling.recordThrottled(
                        now, now, WINDOW + RateWindow.MINUTE.guard().toNanos(), LIMIT);
            }
            slots.release(slot, 1, SENDER, now + RateWindow.MINUTE.nanosAfterAnswer());
        }
        assertThat(admitted)
                .as("admitted of the 6,000 calls that remain in an hour")
                .isGreaterThan(4_200);
        assertThat(rejected).as("rejected in an hour").isLessThan(35);
    }
}
