package io.contactsync.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TransportMetricsTest {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final long STARTED_AT = -7 * SECOND;

    private final TransportMetrics metrics = new TransportMetrics(STARTED_AT);

    private void sendAt(long second, int calls) {
        for (int i = 0; i < calls; i++) {
            metrics.recordCall(STARTED_AT + second * SECOND);
        }
    }

    @Test
    void lastMinuteExcludesOlderCalls() {
        sendAt(0, 3);
        sendAt(30, 5);
        assertThat(metrics.callsLastMinute(STARTED_AT + 59 * SECOND)).isEqualTo(8);
        assertThat(metrics.callsLastMinute(STARTED_AT + 60 * SECOND)).isEqualTo(5);
        assertThat(metrics.callsLastMinute(STARTED_AT + 90 * SECOND)).isZero();
        sendAt(5_000, 2);
        assertThat(metrics.callsLastMinute(STARTED_AT + 5_000 * SECOND)).isEqualTo(2);
    }

    @Test
    void intervalsGrowLongerInsteadOfMoreNumerous() {
        for (long second = 0; second < 86_400; second += 10) {
            sendAt(second, 2);
        }
        ClientMetrics.CallsOverTime bars = metrics.callsOverTime(STARTED_AT + 86_400 * SECOND);
        assertThat(bars.interval()).isEqualTo(Duration.ofSeconds(320));
        assertThat(bars.calls()).hasSizeLessThanOrEqualTo(360);
        assertThat(bars.calls().stream().mapToLong(Long::longValue).sum()).isEqualTo(2 * 8_640);
        assertThat(bars.calls().get(100)).isEqualTo(64);
    }

    @Test
    void shortRunHasShortIntervals() {
        sendAt(0, 4);
        sendAt(25, 1);
        assertThat(metrics.callsOverTime(STARTED_AT + 30 * SECOND)).satisfies(bars -> {
            assertThat(bars.interval()).isEqualTo(Duration.ofSeconds(10));
            assertThat(bars.calls()).containsExactly(4L, 0L, 1L, 0L);
        });
    }

    @Test
    void percentilesCoverAllResponses() {
        for (int ms = 1; ms <= 1_000; ms++) {
            metrics.recordLatency(TimeUnit.MILLISECONDS.toNanos(ms));
        }
        metrics.recordLatency(TimeUnit.DAYS.toNanos(1)); // beyond the scale: recorded as its maximum
        ClientMetrics.Latency latency = metrics.latency();
        assertThat(latency.count()).isEqualTo(1_001);
        assertThat(latency.p50()).isBetween(Duration.ofMillis(499), Duration.ofMillis(503));
        assertThat(latency.p99()).isBetween(Duration.ofMillis(988), Duration.ofMillis(993));
        assertThat(latency.max()).isBetween(Duration.ofSeconds(599), Duration.ofSeconds(601));
    }
}
