package io.contactsync.simulator.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WindowTest {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final long START = 1_000_000 * 60 * SECOND + 40 * SECOND;

    private final Limit threePerMinute = Limit.perMinute(3);

    @Test
    void firstCallWindowEndsOneMinuteAfterFirstCall() {
        Window window = threePerMinute.newWindow();
        fill(window, START);
        assertThat(window.tryAcquire(START + 59 * SECOND).admitted()).isFalse();
        assertThat(window.tryAcquire(START + 60 * SECOND).admitted()).isTrue();
        assertThat(window.tryAcquire(START + 60 * SECOND).remaining()).isEqualTo(1);
    }

    @Test
    void firstCallWindowRestartsWithNextCallAfterItsEnd() {
        Window window = threePerMinute.newWindow();
        window.tryAcquire(START);
        fill(window, START + 100 * SECOND);
        assertThat(window.tryAcquire(START + 159 * SECOND).waitSeconds()).isEqualTo(1);
    }

    @Test
    void wallClockWindowEndsAtFullMinute() {
        Window window = threePerMinute.withKind(WindowKind.WALL_CLOCK).newWindow();
        fill(window, START);
        Verdict rejected = window.tryAcquire(START + 19 * SECOND);
        assertThat(rejected.admitted()).isFalse();
        assertThat(rejected.waitSeconds()).isEqualTo(1);
        fill(window, START + 20 * SECOND);
    }

    @Test
    void slidingWindowFreesEachCallAfterOneMinute() {
        Window window = threePerMinute.withKind(WindowKind.SLIDING).newWindow();
        window.tryAcquire(START);
        window.tryAcquire(START + 10 * SECOND);
        assertThat(window.tryAcquire(START + 20 * SECOND).remaining()).isZero();
        assertThat(window.tryAcquire(START + 30 * SECOND).waitNanos()).isEqualTo(30 * SECOND);
        assertThat(window.tryAcquire(START + 60 * SECOND).admitted()).isTrue();
        assertThat(window.tryAcquire(START + 61 * SECOND).waitNanos()).isEqualTo(9 * SECOND);
    }

    @Test
    void slidingWindowThatCountsRejectedCallsStaysFullUnderRepeatedCalls() {
        Window free = threePerMinute.withKind(WindowKind.SLIDING).newWindow();
        Window counting = threePerMinute
                .withKind(WindowKind.SLIDING)
                .withRejectedCalls(RejectedCalls.COUNTED)
                .newWindow();
        fill(free, START);
        fill(counting, START);
        for (int second = 10; second < 60; second += 10) {
            free.tryAcquire(START + second * SECOND);
            counting.tryAcquire(START + second * SECOND);
        }
        assertThat(free.tryAcquire(START + 60 * SECOND).admitted()).isTrue();
        assertThat(counting.tryAcquire(START + 60 * SECOND).admitted()).isFalse();
    }

    @Test
    void unlimitedAdmitsEveryCall() {
        Window window = Limit.unlimited().newWindow();
        assertThat(IntStream.range(0, 10_000)
                        .allMatch(i -> window.tryAcquire(START).admitted()))
                .isTrue();
    }

    @Test
    void roundsWaitUpToWholeSeconds() {
        assertThat(Verdict.reject(1).waitSeconds()).isEqualTo(1);
        assertThat(Verdict.reject(SECOND).waitSeconds()).isEqualTo(1);
        assertThat(Verdict.reject(SECOND + 1).waitSeconds()).isEqualTo(2);
        assertThat(Verdict.admit(1).waitSeconds()).isZero();
    }

    @Test
    void peakIsFullestWindowNotTotal() {
        PeakRate peak = new PeakRate(60 * SECOND);
        IntStream.range(0, 1_000).forEach(i -> peak.record(START + i * SECOND));
        assertThat(peak.peak()).isEqualTo(60);
        IntStream.range(0, 500).forEach(i -> peak.record(START + 2_000 * SECOND));
        assertThat(peak.peak()).isEqualTo(500);
    }

    private static void fill(Window window, long now) {
        for (int i = 0; i < 3; i++) {
            assertThat(window.tryAcquire(now).admitted()).isTrue();
        }
        assertThat(window.tryAcquire(now).admitted()).isFalse();
    }
}
