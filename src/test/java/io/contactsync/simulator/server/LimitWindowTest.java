package io.contactsync.simulator.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LimitWindowTest {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final long START = 1_000_000 * 60 * SECOND + 40 * SECOND;

    private final CallLimit threePerMinute = CallLimit.perMinute(3);

    @Test
    void firstCallWindowEndsOneMinuteAfterFirstCall() {
        LimitWindow window = threePerMinute.newWindow();
        fill(window, START);
        assertThat(window.tryAcquire(START + 59 * SECOND).admitted()).isFalse();
        assertThat(window.tryAcquire(START + 60 * SECOND).admitted()).isTrue();
        assertThat(window.tryAcquire(START + 60 * SECOND).remaining()).isEqualTo(1);
    }

    @Test
    void firstCallWindowRestartsWithNextCallAfterItsEnd() {
        LimitWindow window = threePerMinute.newWindow();
        window.tryAcquire(START);
        fill(window, START + 100 * SECOND);
        assertThat(window.tryAcquire(START + 159 * SECOND).waitSeconds()).isEqualTo(1);
    }

    @Test
    void wallClockWindowEndsAtFullMinute() {
        LimitWindow window =
                threePerMinute.withKind(CallLimit.WindowKind.WALL_CLOCK).newWindow();
        fill(window, START);
        LimitWindow.Admission rejected = window.tryAcquire(START + 19 * SECOND);
        assertThat(rejected.admitted()).isFalse();
        assertThat(rejected.waitSeconds()).isEqualTo(1);
        fill(window, START + 20 * SECOND);
    }

    @Test
    void slidingWindowFreesEachCallAfterOneMinute() {
        LimitWindow window =
                threePerMinute.withKind(CallLimit.WindowKind.SLIDING).newWindow();
        window.tryAcquire(START);
        window.tryAcquire(START + 10 * SECOND);
        assertThat(window.tryAcquire(START + 20 * SECOND).remaining()).isZero();
        assertThat(window.tryAcquire(START + 30 * SECOND).waitNanos()).isEqualTo(30 * SECOND);
        assertThat(window.tryAcquire(START + 60 * SECOND).admitted()).isTrue();
        assertThat(window.tryAcquire(START + 61 * SECOND).waitNanos()).isEqualTo(9 * SECOND);
    }

    @Test
    void slidingWindowThatCountsRejectedCallsStaysFullUnderRepeatedCalls() {
        LimitWindow free = threePerMinute.withKind(CallLimit.WindowKind.SLIDING).newWindow();
        LimitWindow counting = threePerMinute
                .withKind(CallLimit.WindowKind.SLIDING)
                .withRejectedCalls(CallLimit.RejectedCalls.COUNTED)
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
        LimitWindow window = CallLimit.unlimited().newWindow();
        assertThat(IntStream.range(0, 10_000)
                        .allMatch(i -> window.tryAcquire(START).admitted()))
                .isTrue();
    }

    @Test
    void roundsWaitUpToWholeSeconds() {
        assertThat(LimitWindow.Admission.reject(1).waitSeconds()).isEqualTo(1);
        assertThat(LimitWindow.Admission.reject(SECOND).waitSeconds()).isEqualTo(1);
        assertThat(LimitWindow.Admission.reject(SECOND + 1).waitSeconds()).isEqualTo(2);
        assertThat(LimitWindow.Admission.admit(1).waitSeconds()).isZero();
    }

    @Test
    void peakIsFullestWindowNotTotal() {
        PeakRate peak = new PeakRate(60 * SECOND);
        IntStream.range(0, 1_000).forEach(i -> peak.record(START + i * SECOND));
        assertThat(peak.peak()).isEqualTo(60);
        IntStream.range(0, 500).forEach(i -> peak.record(START + 2_000 * SECOND));
        assertThat(peak.peak()).isEqualTo(500);
    }

    private static void fill(LimitWindow window, long now) {
        for (int i = 0; i < 3; i++) {
            assertThat(window.tryAcquire(now).admitted()).isTrue();
        }
        assertThat(window.tryAcquire(now).admitted()).isFalse();
    }
}
