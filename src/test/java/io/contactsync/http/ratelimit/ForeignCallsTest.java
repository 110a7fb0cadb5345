package io.contactsync.http.ratelimit;

import static io.contactsync.http.ratelimit.ChannelSimulation.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.LongBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongFunction;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Somebody else spends half of the same token; an hour in virtual time. */
class ForeignCallsTest {

    private static final int LIMIT = 200;
    private static final int FOREIGN_CALLS = 100;
    private static final long WINDOW = 60 * SECOND;

    /** A server's way to count; says whether a call at a time is let in. */
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
            boolean in = counted.size() < LIMIT;
            if (in || countsRejected) {
                counted.add(now);
            }
            return in;
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
        ServerWindow counting = server.apply(now);
        Slots slots = new Slots(LongBuffer.allocate(LIMIT * Slots.LONGS_PER_SLOT));
        slots.clear(0, now);
        Throttling throttling = new Throttling(LongBuffer.allocate(Throttling.LONGS), RateWindow.MINUTE);
        throttling.clear(now);
        long nextStranger = now;
        int in = 0;
        int rejected = 0;
        while (now < end) {
            long wait = Math.max(throttling.remainingPause(now), slots.waitNanos(now, throttling.limit(now, LIMIT)));
            if (now + wait >= nextStranger) {
                now = nextStranger;
                counting.admits(now);
                nextStranger += WINDOW / FOREIGN_CALLS;
                continue;
            }
            now += wait + SECOND / 100; // a hundred a second at most
            int slot = slots.acquire(now, RateWindow.MINUTE.leaseNanos(), 1);
            if (counting.admits(now)) {
                in++;
            } else {
                rejected++;
                throttling.recordThrottled(
                        now, now, WINDOW + RateWindow.MINUTE.guard().toNanos(), LIMIT);
            }
            slots.release(slot, 1, now + RateWindow.MINUTE.nanosAfterAnswer());
        }
        assertThat(in).as("let in of the 6,000 that are left in an hour").isGreaterThan(4_200);
        assertThat(rejected).as("rejected in an hour").isLessThan(35);
    }
}
