package io.contactsync.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactsync.http.ratelimit.RateWindow;
import org.junit.jupiter.api.Test;

class AdaptiveConcurrencyTest {

    private static final long MILLI = 1_000_000;

    @Test
    void limitedChannelScalesWithLatency() {
        AdaptiveConcurrency auto = AdaptiveConcurrency.limited(200, RateWindow.MINUTE);
        assertThat(limitAfter(auto, 100, 170 * MILLI, 1)).isEqualTo(34);
        assertThat(limitAfter(auto, 1_000, 10 * MILLI, 1)).isEqualTo(AdaptiveConcurrency.INITIAL);
        assertThat(limitAfter(auto, 1_000, 5_000 * MILLI, 1)).isEqualTo(AdaptiveConcurrency.SOFT_MAX);
    }

    /** 20,000 calls per minute of 0.5 s each need 167 concurrent calls on average. */
    @Test
    void highLimitAllowsWhatItsAverageRateNeeds() {
        AdaptiveConcurrency auto = AdaptiveConcurrency.limited(20_000, RateWindow.MINUTE);
        assertThat(limitAfter(auto, 100, 500 * MILLI, 1)).isBetween(167, 210);
        assertThat(limitAfter(auto, 1_000, 10_000 * MILLI, 1)).isEqualTo(AdaptiveConcurrency.MAX);
    }

    @Test
    void ignoresLatencyAtHighConcurrency() {
        AdaptiveConcurrency auto = AdaptiveConcurrency.limited(200, RateWindow.MINUTE);
        limitAfter(auto, 100, 100 * MILLI, 1);
        assertThat(limitAfter(auto, 1_000, 3_000 * MILLI, 20)).isEqualTo(20);
    }

    @Test
    void unlimitedServiceGetsTheCallsThatRaiseItsThroughput() {
        assertThat(mostFrequentLimit(24)).isBetween(18, 40);
        assertThat(mostFrequentLimit(1_000)).isEqualTo(AdaptiveConcurrency.MAX);
        assertThat(mostFrequentLimit(4)).isBetween(AdaptiveConcurrency.INITIAL, 12);
    }

    @Test
    void unusedLimitDoesNotGrow() {
        AdaptiveConcurrency auto = AdaptiveConcurrency.unlimited();
        long now = 0;
        int size = 0;
        for (int i = 0; i < 10_000; i++) {
            now += MILLI;
            size = auto.recordResponse(now, MILLI, 1);
        }
        assertThat(size).isEqualTo(AdaptiveConcurrency.INITIAL);
    }

    private static int limitAfter(AdaptiveConcurrency auto, int answers, long latency, int concurrency) {
        int size = 0;
        for (int i = 0; i < answers; i++) {
            size = auto.recordResponse(i * latency, latency, concurrency);
        }
        return size;
    }

    /** The most frequent limit with a server that handles this many calls concurrently, each in 1 ms. */
    private static int mostFrequentLimit(int workers) {
        AdaptiveConcurrency auto = AdaptiveConcurrency.unlimited();
        int[] answersAt = new int[AdaptiveConcurrency.MAX + 1];
        long now = 0;
        int size = AdaptiveConcurrency.INITIAL;
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
