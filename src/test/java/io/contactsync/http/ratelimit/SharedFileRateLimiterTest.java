package io.contactsync.http.ratelimit;

import static io.contactsync.http.ratelimit.ChannelSimulation.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.contactsync.http.ratelimit.RateLimiter.Acquisition;
import io.contactsync.http.ratelimit.RateLimiter.Permit;
import io.contactsync.http.ratelimit.RateLimiter.Wait;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharedFileRateLimiterTest {

    private static final long FULL_WINDOW = RateWindow.MINUTE.nanosAfterAnswer();

    private final ManualTicker ticker = new ManualTicker(5_000 * SECOND);

    @TempDir
    private Path state;

    private Path file;

    @BeforeEach
    void nameTheFile() {
        file = state.resolve("limiter");
    }

    private RateLimiter open(int limit) {
        return RateLimiter.shared(limit, file, ticker, RateWindow.MINUTE);
    }

    private static List<Permit> takeAll(RateLimiter limiter) {
        List<Permit> permits = new ArrayList<>();
        while (limiter.tryAcquire() instanceof Permit permit) {
            permits.add(permit);
        }
        return permits;
    }

    private static long waitOf(Acquisition acquisition) {
        assertThat(acquisition).isInstanceOf(Wait.class);
        return ((Wait) acquisition).nanos();
    }

    @Test
    void idleChannelGrantsTheWholeLimitAtOnce() {
        try (RateLimiter limiter = open(200)) {
            assertThat(takeAll(limiter)).hasSize(200);
        }
    }

    @Test
    void runAfterAKilledOneCountsItsCalls() {
        try (RateLimiter killed = open(200)) {
            for (int call = 0; call < 3; call++) {
                killed.answered((Permit) killed.tryAcquire());
            }
        }
        ticker.advance(10 * SECOND);
        try (RateLimiter next = open(200)) {
            assertThat(next.callsInWindow()).contains(3);
            next.answered((Permit) next.tryAcquire());
            assertThat(next.callsInWindow()).contains(4);
            ticker.advance(FULL_WINDOW - 10 * SECOND);
            assertThat(next.callsInWindow()).contains(1);
        }
    }

    @Test
    void slotIsFreeAWindowAfterItsResponse() {
        try (RateLimiter limiter = open(1)) {
            Permit permit = takeAll(limiter).get(0);
            ticker.advance(2 * SECOND);
            limiter.answered(permit);
            assertThat(waitOf(limiter.tryAcquire())).isEqualTo(FULL_WINDOW);
            ticker.advance(FULL_WINDOW);
            assertThat(takeAll(limiter)).hasSize(1);
        }
    }

    @Test
    void lostCallOccupiesItsSlotFor5MoreSeconds() {
        try (RateLimiter limiter = open(1)) {
            limiter.lost(takeAll(limiter).get(0));
            assertThat(waitOf(limiter.tryAcquire())).isEqualTo(FULL_WINDOW + 5 * SECOND);
        }
    }

    @Test
    void unsentCallReturnsItsPermit() {
        try (RateLimiter limiter = open(1)) {
            limiter.unsent(takeAll(limiter).get(0));
            assertThat(takeAll(limiter)).hasSize(1);
        }
    }

    @Test
    void twoClientsOfATokenShareOneLimit() throws IOException {
        Files.createSymbolicLink(state.resolve("other"), file);
        try (RateLimiter source = open(10);
                RateLimiter target = RateLimiter.shared(10, state.resolve("other"), ticker, RateWindow.MINUTE)) {
            takeAll(source).stream().limit(4).forEach(source::unsent);
            assertThat(takeAll(target)).hasSize(4);
        }
    }

    @Test
    void clientWithAReserveStopsEarlier() {
        try (RateLimiter modest = open(7);
                RateLimiter other = open(10)) {
            assertThat(takeAll(modest)).hasSize(7);
            assertThat(takeAll(other)).hasSize(3);
            assertThat(modest.tryAcquire()).isInstanceOf(Wait.class);
        }
    }

    @Test
    void higherLimitEnlargesAnExistingFile() {
        try (RateLimiter limiter = open(3)) {
            takeAll(limiter).forEach(limiter::answered);
        }
        try (RateLimiter limiter = open(5)) {
            assertThat(takeAll(limiter)).hasSize(2);
        }
    }

    @Test
    void nextRunCountsTheCallsOfTheLastOne() {
        try (RateLimiter limiter = open(5)) {
            takeAll(limiter).forEach(limiter::answered);
        }
        ticker.advance(10 * SECOND);
        try (RateLimiter limiter = open(5)) {
            assertThat(waitOf(limiter.tryAcquire())).isEqualTo(FULL_WINDOW - 10 * SECOND);
        }
    }

    @Test
    void slotsOfADeadProcessAreFreeAfterAWindowPlusTheLossMargin() {
        try (RateLimiter limiter = open(2)) {
            assertThat(takeAll(limiter)).hasSize(2); // never answered: as after kill -9
        }
        ticker.advance(SECOND);
        try (RateLimiter limiter = open(2)) {
            assertThat(waitOf(limiter.tryAcquire())).isEqualTo(FULL_WINDOW + 5 * SECOND);
        }
    }

    @Test
    void pauseAppliesToAllClientsOfTheToken() {
        try (RateLimiter source = open(10);
                RateLimiter target = open(10)) {
            source.throttled(takeAll(source).get(0), Optional.of(Duration.ofSeconds(7)));
            assertThat(waitOf(target.tryAcquire()))
                    .isEqualTo(7 * SECOND + RateWindow.MINUTE.guard().toNanos());
            assertThat(target.remainingPause()).isEqualTo(Duration.ofMillis(7_100));
        }
    }

    @Test
    void reportsTheLimitInUseWhichFallsWhileOthersUseTheToken() {
        try (RateLimiter limiter = open(200)) {
            assertThat(limiter.currentLimit()).contains(200);
            for (int episode = 0; episode < 2; episode++) {
                limiter.throttled((Permit) limiter.tryAcquire(), Optional.empty());
                ticker.advance(61 * SECOND);
            }
            assertThat(limiter.currentLimit())
                    .hasValueSatisfying(limit -> assertThat(limit).isBetween(170, 181));
        }
    }

    @Test
    void interruptedThreadGetsItsPermitAndStaysInterrupted() {
        try (RateLimiter limiter = open(2)) {
            Thread.currentThread().interrupt();
            assertThat(limiter.tryAcquire()).isInstanceOf(Permit.class);
            assertThat(Thread.interrupted()).isTrue();
            assertThat(takeAll(limiter)).hasSize(1);
        }
    }
}
