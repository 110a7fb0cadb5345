package io.contactsync.http.ratelimit;

import static io.contactsync.http.ratelimit.ChannelSimulation.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ThrottlingTest {

    private static final long MINUTE = 60 * SECOND;
    private static final long START = 1_000 * SECOND;

    private final Throttling throttling = new Throttling(StateBuffer.allocate(Throttling.LONGS), RateWindow.MINUTE);

    ThrottlingTest() {
        throttling.clear(START);
    }

    @Test
    void longestRequestedPauseApplies() {
        throttling.recordThrottled(START, START + 10, 30 * SECOND, 200);
        throttling.recordThrottled(START, START + 20, 20 * SECOND, 200);
        assertThat(throttling.remainingPause(START + 10)).isEqualTo(30 * SECOND);
        assertThat(throttling.remainingPause(START + 31 * SECOND)).isZero();
    }

    @Test
    void firstEpisodeDoesNotLowerTheLimit() {
        assertThat(throttling.recordThrottled(START, START + 10, MINUTE, 200)).isFalse();
        assertThat(throttling.limit(START + MINUTE, 200)).isEqualTo(200);
    }

    @Test
    void responsesToEarlierCallsBelongToTheSameEpisode() {
        throttling.recordThrottled(START, START + 10, MINUTE, 200);
        assertThat(throttling.recordThrottled(START + 5, START + 20, MINUTE, 200))
                .isFalse();
        assertThat(throttling.limit(START + MINUTE, 200)).isEqualTo(200);
    }

    @Test
    void secondEpisodeLowersTheLimitOnceAndItRecoversBy10PerMinute() {
        throttling.recordThrottled(START, START + 10, MINUTE, 200);
        long again = START + MINUTE + SECOND;
        assertThat(throttling.recordThrottled(again, again + 10, MINUTE, 200)).isTrue();
        assertThat(throttling.recordThrottled(again, again + 20, MINUTE, 200)).isFalse();
        assertThat(throttling.limit(again + 10, 200)).isEqualTo(170);
        assertThat(throttling.limit(again + 10 + 2 * MINUTE, 200)).isEqualTo(180);
        assertThat(throttling.limit(again + 10 + 4 * MINUTE, 200)).isEqualTo(200);
        assertThat(throttling.limit(again + 10 + 1_000_000 * MINUTE, 200)).isEqualTo(200);
    }

    @Test
    void distantEpisodesDoNotLowerTheLimit() {
        throttling.recordThrottled(START, START + 10, MINUTE, 200);
        long later = START + 11 * MINUTE;
        assertThat(throttling.recordThrottled(later, later + 10, MINUTE, 200)).isFalse();
    }

    @Test
    void limitIsNeverBelowOneCallPerWindow() {
        long at = START;
        for (int episode = 0; episode < 50; episode++) {
            throttling.recordThrottled(at, at + 10, MINUTE, 3);
            at += MINUTE;
        }
        assertThat(throttling.limit(at, 3)).isBetween(1, 2);
    }
}
