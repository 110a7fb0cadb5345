package io.contactsync.http.ratelimit;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static io.contactsync.http.ratelimit.ChannelSimulation.MILLI;
import static io.contactsync.http.ratelimit.ChannelSimulation.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import io.contactsync.http.ratelimit.RateLimiter.Permit;
import io.contactsync.http.ratelimit.RateLimiter.Wait;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The clocks of a machine change while a token is used: the wall clock is set, the machine is suspended or restarted,
 * or restored from a snapshot. The server counts in real time. It never counts more than the limit in 60 s, and no call
 * waits for more than a window, and the margin for lost calls, of the time in which the machine runs.
 */
class ClockStepTest {

    private static final int LIMIT = 5;
    private static final RateWindow WINDOW = RateWindow.MINUTE;
    private static final List<Duration> STEPS = List.of(
            Duration.ofMinutes(2),
            Duration.ofMinutes(-2),
            Duration.ofHours(2),
            Duration.ofHours(-2),
            Duration.ofDays(365),
            Duration.ofDays(-365));

    private final ManualTicker monotonic = new ManualTicker(5_000 * SECOND);
    private final List<Long> counted = new ArrayList<>();
    private final List<InFlight> inFlight = new ArrayList<>();
    private long real;
    private Instant wall = Instant.parse("2026-01-31T02:00:00Z");
    private Path file;
    private RateLimiter limiter;

    /** A call that was sent at a time in real time. */
    private record InFlight(Permit permit, long sentAt) {}

    ClockStepTest(@TempDir Path state) {

        this.file = state.resolve("limiter");
        this.limiter = open();
    }

    private RateLimiter open() {
        return RateLimiter.shared(LIMIT, file, monotonic, WINDOW);
    }

    @AfterEach
    void close() {
        limiter.close();
    }

    @RepeatedTest(5)
    void limitHoldsAndNoCallWaitsForMoreThanAWindow() throws IOException {
        useTheToken(500);
    }

    @Test
    @Tag("soak")
    void limitHoldsAndNoCallWaitsForMoreThanAWindowManyTimes() throws IOException {
        useTheToken(50_000);
    }

    private void useTheToken(int events) throws IOException {
        long seed = System.nanoTime();
        System.out.println("seed of clock steps: " + seed);
        Random random = new Random(seed);
        for (int event = 0; event < events; event++) {
            switch (random.nextInt(12)) {
                case 0 -> setTheWallClock(random);
                case 1 -> suspend(Math.abs(random.nextLong() % (7_200 * SECOND)));
                case 2 -> restart(random);
                case 3 -> kill(random);
                case 4 -> reboot(random);
                case 5 -> restoreFromASnapshot(random);
                case 6 -> pass(random.nextLong(90 * SECOND));
                case 7, 8 -> answer(random);
                default -> callAfterWaiting(random);
            }
            if (random.nextInt(20) == 0) {
                assertNoLongWait(random);
            }
        }
        assertThat(counted).hasSizeGreaterThan(events / 10);
        long[] times = counted.stream().mapToLong(Long::longValue).sorted().toArray();
        for (int last = LIMIT; last < times.length; last++) {
            assertThat(times[last] - times[last - LIMIT])
                    .as("time in which %s calls were counted", LIMIT + 1)
                    .isGreaterThan(WINDOW.window().toNanos());
        }
    }

    /** Time passes on all clocks. */
    private void pass(long nanos) {
        monotonic.advance(nanos);
        real += nanos;
        wall = wall.plusNanos(nanos);
    }

    /** Only the wall clock changes, and with it the times of files that are written afterwards. */
    private void setTheWallClock(Random random) throws IOException {
        wall = wall.plus(STEPS.get(random.nextInt(STEPS.size())));
        for (Path one : List.of(file, LimiterFiles.counter(file))) {
            Files.setLastModifiedTime(one, FileTime.from(wall));
        }
    }

    /** The monotonic clock stands still. */
    private void suspend(long nanos) {
        real += nanos;
        wall = wall.plusNanos(nanos);
    }

    /** The process ends after its calls were answered, and another one starts. */
    private void restart(Random random) throws IOException {
        while (!inFlight.isEmpty()) {
            answer(random);
        }
        limiter.close();
        if (random.nextBoolean()) {
            setTheWallClock(random);
        }
        limiter = open();
    }

    /** The process is killed: its calls arrive later than expected by no more than the margin. */
    private void kill(Random random) throws IOException {
        limiter.close();
        for (InFlight call : inFlight) {
            counted.add(
                    between(random, call.sentAt, real + WINDOW.lostCallMargin().toNanos()));
        }
        inFlight.clear();
        if (random.nextBoolean()) {
            setTheWallClock(random);
        }
        limiter = open();
    }

    /** The monotonic clock starts again; calls arrive before the machine starts. */
    private void reboot(Random random) {
        limiter.close();
        for (InFlight call : inFlight) {
            counted.add(between(random, call.sentAt, real));
        }
        inFlight.clear();
        LimiterFiles.moveToAnotherBoot(file);
        long sinceBoot = 1 + random.nextLong(100 * SECOND);
        monotonic.advance(sinceBoot - monotonic.nanoTime());
        real += sinceBoot;
        wall = wall.plusNanos(sinceBoot);
        limiter = open();
    }

    /** The monotonic clock goes back within the same boot, and the process with it: it starts again. */
    private void restoreFromASnapshot(Random random) throws IOException {
        restart(random);
        limiter.close();
        monotonic.advance(-random.nextLong(10_000 * SECOND) - 700 * SECOND);
        real += SECOND;
        limiter = open();
    }

    private void answer(Random random) {
        if (!inFlight.isEmpty()) {
            InFlight call = inFlight.remove(random.nextInt(inFlight.size()));
            counted.add(between(random, call.sentAt, real));
            limiter.answered(call.permit);
        }
    }

    private void callAfterWaiting(Random random) {
        RateLimiter.Acquisition acquisition = limiter.tryAcquire();
        if (acquisition instanceof Permit permit) {
            inFlight.add(new InFlight(permit, real));
            pass(random.nextLong(300 * MILLI));
        } else if (acquisition instanceof Wait wait && inFlight.isEmpty()) {
            pass(wait.nanos());
        }
    }

    private void assertNoLongWait(Random random) {
        while (!inFlight.isEmpty()) {
            answer(random);
        }
        RateLimiter.Acquisition acquisition = limiter.tryAcquire();
        if (acquisition instanceof Wait wait) {
            assertThat(wait.nanos()).isLessThanOrEqualTo(WINDOW.nanosAfterLoss());
            pass(wait.nanos());
            acquisition = limiter.tryAcquire();
        }
        assertThat(acquisition).isInstanceOf(Permit.class);
        inFlight.add(new InFlight((Permit) acquisition, real));
    }

    private static long between(Random random, long from, long until) {
        return from + random.nextLong(until - from + 1);
    }

    @Test
    void limiterDoesNotReadTheWallClock() {
        Class<?>[] wallClocks = {
            Clock.class,
            InstantSource.class,
            Instant.class,
            LocalDateTime.class,
            ZonedDateTime.class,
            Date.class,
            FileTime.class
        };
        noClasses()
                .that()
                .resideInAPackage("io.contactsync.http.ratelimit")
                .should()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .dependOnClassesThat()
                .belongToAnyOf(wallClocks)
                .because("a change of the wall clock must not change when a call may be sent")
                .check(new ClassFileImporter(List.of(new DoNotIncludeTests()))
                        .importPackages("io.contactsync.http.ratelimit"));
    }
}
