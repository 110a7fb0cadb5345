package io.contactsync.simulator.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WindowTest {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final long START = 1_000_000 * 60 * SECOND + 40 * SECOND;

    private final Limit three = Limit.perMinute(3);

    @Test
    void aFirstCallWindowReopensAMinuteAfterTheFirstCall() {
        Window window = three.open();
        fill(window, START);
        assertThat(window.arrive(START + 59 * SECOND).admitted()).isFalse();
        assertThat(window.arrive(START + 60 * SECOND).admitted()).isTrue();
        assertThat(window.arrive(START + 60 * SECOND).remaining()).isEqualTo(1);
    }

    @Test
    void aFirstCallWindowStartsAnewWithTheNextCallHoweverLate() {
        Window window = three.open();
        window.arrive(START);
        fill(window, START + 100 * SECOND);
        assertThat(window.arrive(START + 159 * SECOND).waitSeconds()).isEqualTo(1);
    }

    @Test
    void aWallClockWindowEndsAtTheFullMinute() {
        Window window = three.withKind(WindowKind.WALL_CLOCK).open();
        fill(window, START);
        Verdict rejected = window.arrive(START + 19 * SECOND);
        assertThat(rejected.admitted()).isFalse();
        assertThat(rejected.waitSeconds()).isEqualTo(1);
        fill(window, START + 20 * SECOND);
    }

    @Test
    void aSlidingWindowGivesBackEachCallAMinuteLater() {
        Window window = three.withKind(WindowKind.SLIDING).open();
        window.arrive(START);
        window.arrive(START + 10 * SECOND);
        assertThat(window.arrive(START + 20 * SECOND).remaining()).isZero();
        assertThat(window.arrive(START + 30 * SECOND).waitNanos()).isEqualTo(30 * SECOND);
        assertThat(window.arrive(START + 60 * SECOND).admitted()).isTrue();
        assertThat(window.arrive(START + 61 * SECOND).waitNanos()).isEqualTo(9 * SECOND);
    }

    @Test
    void aSlidingWindowThatCountsRejectedCallsLocksOutWhoKeepsKnocking() {
        Window free = three.withKind(WindowKind.SLIDING).open();
        Window counting = three.withKind(WindowKind.SLIDING)
                .withRejectedCalls(RejectedCalls.COUNTED)
                .open();
        fill(free, START);
        fill(counting, START);
        for (int second = 10; second < 60; second += 10) {
            free.arrive(START + second * SECOND);
            counting.arrive(START + second * SECOND);
        }
        assertThat(free.arrive(START + 60 * SECOND).admitted()).isTrue();
        assertThat(counting.arrive(START + 60 * SECOND).admitted()).isFalse();
    }

    @Test
    void noLimitRejectsNothing() {
        Window window = Limit.unlimited().open();
        assertThat(IntStream.range(0, 10_000).allMatch(i -> window.arrive(START).admitted()))
                .isTrue();
    }

    @Test
    void theWaitIsRoundedUpToWholeSeconds() {
        assertThat(Verdict.rejected(1).waitSeconds()).isEqualTo(1);
        assertThat(Verdict.rejected(SECOND).waitSeconds()).isEqualTo(1);
        assertThat(Verdict.rejected(SECOND + 1).waitSeconds()).isEqualTo(2);
        assertThat(Verdict.passed(1).waitSeconds()).isZero();
    }

    @Test
    void thePeakIsTheFullestWindowAndNotTheTotal() {
        PeakRate peak = new PeakRate(60 * SECOND);
        IntStream.range(0, 1_000).forEach(i -> peak.arrive(START + i * SECOND));
        assertThat(peak.peak()).isEqualTo(60);
        IntStream.range(0, 500).forEach(i -> peak.arrive(START + 2_000 * SECOND));
        assertThat(peak.peak()).isEqualTo(500);
    }

    private static void fill(Window window, long now) {
        for (int i = 0; i < 3; i++) {
            assertThat(window.arrive(now).admitted()).isTrue();
        }
        assertThat(window.arrive(now).admitted()).isFalse();
    }
}
