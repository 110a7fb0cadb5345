package io.contactsync.http.ratelimit;

import static io.contactsync.http.ratelimit.ChannelSimulation.SECOND;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.contactsync.http.ratelimit.RateLimiter.Permit;
import io.contactsync.http.ratelimit.RateLimiter.Wait;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are missing, damaged, older than the last call, from another boot or from an earlier version. */
class RateLimiterFileTest {

    private static final int LIMIT = 5;
    private static final long FULL_WINDOW = RateWindow.MINUTE.nanosAfterAnswer();
    private static final long UNKNOWN_CALLS = RateWindow.MINUTE.nanosAfterLoss();

    private final ManualTicker ticker = new ManualTicker(5_000 * SECOND);

    @TempDir
    private Path state;

    private Path file;

    @BeforeEach
    void nameTheFile() {
        file = state.resolve("limiter");
    }

    private RateLimiter open() {
        return RateLimiter.shared(LIMIT, file, ticker, RateWindow.MINUTE);
    }

    /** Opens the same state as another process does that remembers nothing of this one. */
    private RateLimiter openElsewhere() throws IOException {
        Path other = Files.createTempDirectory(state, "process").resolve("limiter");
        Files.createLink(other, file);
        Files.createLink(LimiterFiles.counter(other), LimiterFiles.counter(file));
        return RateLimiter.shared(LIMIT, other, ticker, RateWindow.MINUTE);
    }

    private static void call(RateLimiter limiter, int times) {
        for (int call = 0; call < times; call++) {
            limiter.answered((Permit) limiter.tryAcquire());
        }
    }

    private static int available(RateLimiter limiter) {
        int available = 0;
        while (limiter.tryAcquire() instanceof Permit permit) {
            limiter.answered(permit);
            available++;
        }
        return available;
    }

    private static long waitOf(RateLimiter limiter) {
        RateLimiter.Acquisition acquisition = limiter.tryAcquire();
        assertThat(acquisition).isInstanceOf(Wait.class);
        return ((Wait) acquisition).nanos();
    }

    private void assertFullWindowUsed() {
        try (RateLimiter limiter = open()) {
            assertThat(waitOf(limiter)).isEqualTo(UNKNOWN_CALLS);
            ticker.advance(UNKNOWN_CALLS);
            assertThat(available(limiter)).isEqualTo(LIMIT);
        }
    }

    @Test
    void foreignFileCountsAsAFullWindow() throws IOException {
        for (String text : List.of("", "not ours", "x".repeat(4_096))) {
            Files.deleteIfExists(LimiterFiles.counter(file));
            Files.writeString(file, text);
            assertFullWindowUsed();
        }
    }

    @Test
    void damagedFileCountsUntilTheLastCallExpires() {
        for (byte[] damage : List.of(
                new byte[0], new byte[8], new byte[20_000], "x".repeat(4_096).getBytes(UTF_8))) {
            try (RateLimiter limiter = open()) {
                call(limiter, 2);
            }
            ticker.advance(10 * SECOND);
            LimiterFiles.overwrite(file, damage);
            try (RateLimiter limiter = open()) {
                assertThat(waitOf(limiter)).isEqualTo(FULL_WINDOW - 10 * SECOND);
                ticker.advance(FULL_WINDOW - 10 * SECOND);
                assertThat(available(limiter)).isEqualTo(LIMIT);
            }
            ticker.advance(FULL_WINDOW);
        }
    }

    @Test
    void everyChangedByteIsNoticed() {
        try (RateLimiter limiter = open()) {
            call(limiter, 3);
        }
        byte[] sound = LimiterFiles.read(file);
        long seed = System.nanoTime();
        System.out.println("seed of changed bytes: " + seed);
        Random random = new Random(seed);
        for (int place = 0; place < 200; place++) {
            byte[] changed = sound.clone();
            changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
            LimiterFiles.overwrite(file, changed);
            try (RateLimiter limiter = open()) {
                assertThat(waitOf(limiter)).isEqualTo(FULL_WINDOW);
            }
        }
    }

    @Test
    void everyTruncationIsNoticed() {
        try (RateLimiter limiter = open()) {
            call(limiter, 3);
        }
        byte[] sound = LimiterFiles.read(file);
        for (int length = 0; length < sound.length; length += 97) {
            LimiterFiles.overwrite(file, Arrays.copyOf(sound, length));
            try (RateLimiter limiter = open()) {
                assertThat(waitOf(limiter)).isEqualTo(FULL_WINDOW);
            }
        }
    }

    @Test
    void deletedFileCountsUntilTheLastCallExpires() throws IOException {
        try (RateLimiter limiter = open()) {
            call(limiter, 2);
        }
        ticker.advance(10 * SECOND);
        Files.delete(file);
        try (RateLimiter limiter = open()) {
            assertThat(waitOf(limiter)).isEqualTo(FULL_WINDOW - 10 * SECOND);
        }
    }

    @Test
    void deletedFileOfAnIdleTokenCountsNothing() throws IOException {
        try (RateLimiter limiter = open()) {
            call(limiter, 2);
        }
        ticker.advance(FULL_WINDOW);
        Files.delete(file);
        try (RateLimiter limiter = open()) {
            assertThat(available(limiter)).isEqualTo(LIMIT);
        }
    }

    @Test
    void lossOfTheCounterAloneHasNoEffect() throws IOException {
        for (byte[] content : new byte[][] {{}, {1, 2, 3}, new byte[48]}) {
            try (RateLimiter limiter = open()) {
                call(limiter, 2);
            }
            LimiterFiles.overwrite(LimiterFiles.counter(file), content);
            try (RateLimiter limiter = open()) {
                assertThat(available(limiter)).isEqualTo(LIMIT - 2);
            }
            ticker.advance(FULL_WINDOW);
        }
        Files.delete(LimiterFiles.counter(file));
        try (RateLimiter limiter = open()) {
            assertThat(available(limiter)).isEqualTo(LIMIT);
        }
    }

    @Test
    void olderCopyInPlaceCountsUntilTheLastCallExpires() {
        try (RateLimiter limiter = open()) {
            call(limiter, 1);
        }
        byte[] older = LimiterFiles.read(file);
        try (RateLimiter limiter = open()) {
            call(limiter, 3);
        }
        ticker.advance(10 * SECOND);
        LimiterFiles.overwrite(file, older);
        try (RateLimiter limiter = open()) {
            assertThat(waitOf(limiter)).isEqualTo(FULL_WINDOW - 10 * SECOND);
        }
    }

    @Test
    void runningProcessRestoresWhatItRemembersIfNoOtherProcessHasCalled() throws IOException {
        try (RateLimiter limiter = open()) {
            call(limiter, 1);
            byte[] older = LimiterFiles.read(file);
            call(limiter, 1);
            LimiterFiles.overwrite(file, older);
            assertThat(limiter.callsInWindow()).contains(2);
            call(limiter, 1);
            LimiterFiles.overwrite(file, new byte[100]);
            assertThat(limiter.callsInWindow()).contains(3);
            Files.delete(file);
            call(limiter, 1);
            Files.delete(file);
            Files.write(file, older);
            assertThat(limiter.callsInWindow()).contains(4);
        }
        try (RateLimiter next = open()) {
            assertThat(available(next)).isEqualTo(LIMIT - 4);
        }
    }

    @Test
    void runningProcessAssumesAFullWindowIfAnotherProcessHasCalledSince() throws IOException {
        try (RateLimiter one = open()) {
            call(one, 1);
            byte[] older = LimiterFiles.read(file);
            try (RateLimiter two = openElsewhere()) {
                call(two, 2);
                LimiterFiles.overwrite(file, older);
                assertThat(waitOf(one)).isEqualTo(FULL_WINDOW);
                ticker.advance(10 * SECOND);
                assertThat(waitOf(two)).isEqualTo(FULL_WINDOW - 10 * SECOND);
            }
        }
    }

    @Test
    void runningProcessNoticesAnOlderCopyOfBothFiles() {
        try (RateLimiter limiter = open()) {
            call(limiter, 1);
            byte[] older = LimiterFiles.read(file);
            byte[] olderCounter = LimiterFiles.read(LimiterFiles.counter(file));
            call(limiter, 3);
            LimiterFiles.overwrite(file, older);
            LimiterFiles.overwrite(LimiterFiles.counter(file), olderCounter);
            assertThat(waitOf(limiter)).isEqualTo(UNKNOWN_CALLS);
        }
    }

    @Test
    void callInFlightWhenTheFileWasLostCountsFromItsAnswer() throws IOException {
        try (RateLimiter one = open()) {
            call(one, 1);
            byte[] older = LimiterFiles.read(file);
            try (RateLimiter two = openElsewhere()) {
                Permit inFlight = (Permit) one.tryAcquire();
                LimiterFiles.overwrite(file, older);
                assertThat(waitOf(two)).isEqualTo(UNKNOWN_CALLS);
                ticker.advance(30 * SECOND);
                one.answered(inFlight);
                ticker.advance(UNKNOWN_CALLS - 30 * SECOND);
                assertThat(available(two)).isEqualTo(LIMIT - 1);
            }
        }
    }

    @Test
    void callsFromBeforeAnOldBootDoNotCount() {
        try (RateLimiter limiter = open()) {
            call(limiter, LIMIT);
        }
        LimiterFiles.moveToAnotherBoot(file);
        try (RateLimiter limiter = open()) {
            assertThat(available(limiter)).isEqualTo(LIMIT);
        }
    }

    @Test
    void callsFromBeforeARecentBootStillCount() {
        open().close();
        LimiterFiles.moveToAnotherBoot(file);
        ticker.advance(20 * SECOND - ticker.nanoTime());
        try (RateLimiter limiter = open()) {
            assertThat(waitOf(limiter)).isEqualTo(FULL_WINDOW + 5 * SECOND - 20 * SECOND);
        }
    }

    @Test
    void copyFromAnotherBootInPlaceCountsUntilTheLastCallExpires() {
        try (RateLimiter limiter = open()) {
            call(limiter, 1);
            byte[] current = LimiterFiles.read(LimiterFiles.counter(file));
            LimiterFiles.moveToAnotherBoot(file);
            LimiterFiles.overwrite(LimiterFiles.counter(file), current);
        }
        try (RateLimiter limiter = open()) {
            assertThat(waitOf(limiter)).isEqualTo(FULL_WINDOW);
        }
    }

    @Test
    void timesInTheFutureCountAsAFullWindow() {
        try (RateLimiter limiter = open()) {
            call(limiter, LIMIT);
        }
        // As after a machine was restored from a snapshot: its monotonic clock goes back within the same boot.
        ticker.advance(-4_000 * SECOND);
        assertFullWindowUsed();
    }

    @Test
    void fileOfAnEarlierVersionIsTakenOver() {
        long now = ticker.nanoTime();
        LimiterFiles.overwrite(
                create(file), LimiterFiles.versionOne(now + 3 * SECOND, 0, now - 1, 0, now + 7 * SECOND, 0));
        try (RateLimiter limiter = open()) {
            assertThat(available(limiter)).isEqualTo(LIMIT - 2);
            assertThat(waitOf(limiter)).isEqualTo(3 * SECOND);
        }
    }

    @Test
    void callInFlightInAKilledProcessOfAnEarlierVersionCountsForAWindowPlusTheLossMargin() {
        long now = ticker.nanoTime();
        long lease = now + RateWindow.MINUTE.leaseNanos();
        long ended = 0x7fff_fff0L << 32 | 1;
        LimiterFiles.overwrite(create(file), LimiterFiles.versionOne(lease, ended, lease, ended, lease, ended));
        try (RateLimiter limiter = open()) {
            assertThat(available(limiter)).isEqualTo(LIMIT - 3);
            assertThat(limiter.callsInWindow()).contains(LIMIT);
            ticker.advance(FULL_WINDOW + 5 * SECOND);
            assertThat(available(limiter)).isEqualTo(LIMIT);
        }
    }

    @Test
    void runningProcessOfAnEarlierVersionHasTheTokenUntilItsCallsHaveExpired() {
        try (RateLimiter limiter = open()) {
            call(limiter, 1);
            long now = ticker.nanoTime();
            byte[] inUse = LimiterFiles.versionOne(now + 30 * SECOND, 0, now + 20 * SECOND, 0);
            LimiterFiles.overwrite(file, inUse);
            assertThat(waitOf(limiter)).isEqualTo(30 * SECOND);
            assertThat(LimiterFiles.read(file)).isEqualTo(inUse);
            ticker.advance(30 * SECOND);
            assertThat(available(limiter)).isEqualTo(LIMIT - 1);
            assertThat(LimiterFiles.read(file)).isNotEqualTo(inUse);
        }
    }

    @Test
    void callInFlightInARunningProcessOfAnEarlierVersionKeepsTheFile() {
        long now = ticker.nanoTime();
        long running = ProcessHandle.current().parent().orElseThrow().pid() << 32 | 1;
        byte[] inUse = LimiterFiles.versionOne(now + 90 * SECOND, running, now, 0);
        LimiterFiles.overwrite(create(file), inUse);
        try (RateLimiter limiter = open()) {
            assertThat(waitOf(limiter)).isEqualTo(90 * SECOND);
            assertThat(LimiterFiles.read(file)).isEqualTo(inUse);
            // It has ended its call and sends no more.
            ticker.advance(90 * SECOND);
            LimiterFiles.overwrite(file, LimiterFiles.versionOne(now + 90 * SECOND, 0, now, 0));
            assertThat(available(limiter)).isEqualTo(LIMIT);
            assertThat(available(limiter)).isZero();
        }
    }

    @Test
    void olderCopyOfAnEarlierVersionCountsUntilTheLastCallExpires() {
        try (RateLimiter limiter = open()) {
            call(limiter, 2);
        }
        LimiterFiles.overwrite(file, LimiterFiles.versionOne(ticker.nanoTime() - 1, 0, ticker.nanoTime() - 1, 0));
        try (RateLimiter limiter = open()) {
            assertThat(waitOf(limiter)).isEqualTo(FULL_WINDOW);
        }
    }

    @Test
    void filesAreReadableByTheirOwnerOnly() throws IOException {
        open().close();
        for (Path one : List.of(file, LimiterFiles.counter(file))) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(one)))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void errorNamesAFileThatCannotBeUsed() throws IOException {
        file = state.resolve("absent").resolve("limiter");
        assertThatThrownBy(this::open).isInstanceOf(UncheckedIOException.class).hasMessageContaining("absent");
        file = Files.createDirectory(state.resolve("directory"));
        assertThatThrownBy(this::open)
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("not a regular file: delete it");
    }

    private static Path create(Path file) {
        try {
            return Files.createFile(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
