package io.contactsync.http.flight;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactsync.http.pace.Pacing;
import org.junit.jupiter.api.Test;

class AutoInFlightTest {

    private static final long MILLI = 1_000_000;

    @Test
    void aLimitedChannelFollowsItsLatency() {
        AutoInFlight auto = AutoInFlight.limited(200, Pacing.MINUTE);
        assertThat(after(auto, 100, 170 * MILLI, 1)).isEqualTo(34);
        assertThat(after(auto, 1_000, 10 * MILLI, 1)).isEqualTo(AutoInFlight.INITIAL);
        assertThat(after(auto, 1_000, 5_000 * MILLI, 1)).isEqualTo(AutoInFlight.SOFT_MAX);
    }

    /** 20,000 calls a minute that take 0.5 s each are 167 in flight on average. */
    @Test
    void aHighLimitHasTheRoomThatItsAverageNeeds() {
        AutoInFlight auto = AutoInFlight.limited(20_000, Pacing.MINUTE);
        assertThat(after(auto, 100, 500 * MILLI, 1)).isBetween(167, 210);
        assertThat(after(auto, 1_000, 10_000 * MILLI, 1)).isEqualTo(AutoInFlight.MAX);
    }

    @Test
    void whatOurOwnCrowdAddsToTheLatencyIsNotFollowed() {
        AutoInFlight auto = AutoInFlight.limited(200, Pacing.MINUTE);
        after(auto, 100, 100 * MILLI, 1);
        assertThat(after(auto, 1_000, 3_000 * MILLI, 20)).isEqualTo(20);
    }

    @Test
    void anUnlimitedServiceIsUsedAsWidelyAsThatHelps() {
        assertThat(settledAt(24)).isBetween(18, 40);
        assertThat(settledAt(1_000)).isEqualTo(AutoInFlight.MAX);
        assertThat(settledAt(4)).isBetween(AutoInFlight.INITIAL, 12);
    }

    @Test
    void roomThatNobodyUsesDoesNotGrow() {
        AutoInFlight auto = AutoInFlight.unlimited();
        long now = 0;
        int size = 0;
        for (int i = 0; i < 10_000; i++) {
            now += MILLI;
            size = auto.recordResponse(now, MILLI, 1);
        }
        assertThat(size).isEqualTo(AutoInFlight.INITIAL);
    }

    private static int after(AutoInFlight auto, int answers, long latency, int crowd) {
        int size = 0;
        for (int i = 0; i < answers; i++) {
            size = auto.recordResponse(i * latency, latency, crowd);
        }
        return size;
    }

    /** Where most time is spent with a server that works on so many calls at once, 1 ms each. */
    private static int settledAt(int workers) {
        AutoInFlight auto = AutoInFlight.unlimited();
        int[] answersAt = new int[AutoInFlight.MAX + 1];
        long now = 0;
        int size = AutoInFlight.INITIAL;
        for (int i = 0; i < 500_000; i++) {
            now += MILLI / Math.min(size, workers);
            size = auto.recordResponse(now, MILLI, size);
            answersAt[size]++;
        }
        int most = 0;
        for (int s = 0; s < answersAt.length; s++) {
            most = answersAt[s] > answersAt[most] ? s : most;
        }
        return most;
    }
}
