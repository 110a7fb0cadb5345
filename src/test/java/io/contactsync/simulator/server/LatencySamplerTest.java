package io.contactsync.simulator.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactsync.simulator.Client;
import io.contactsync.simulator.Simulator;
import io.contactsync.simulator.SimulatorOptions;
import io.contactsync.simulator.heyx.HeyxOptions;
import java.time.Duration;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LatencySamplerTest {

    private static final Duration MEDIAN = Duration.ofMillis(100);

    @Test
    void fixedLatencyIsConstant() {
        assertThat(draw(Latency.fixed(MEDIAN))).containsOnly(MEDIAN.toNanos());
        assertThat(draw(Latency.none())).containsOnly(0);
    }

    @Test
    void logNormalLatencyHasGivenMedianAndSpread() {
        long[] drawn = draw(Latency.logNormal(MEDIAN, 0.5, 1));
        assertThat(LongStream.of(drawn)
                        .filter(nanos -> nanos > MEDIAN.toNanos())
                        .count())
                .isBetween(4_800L, 5_200L);
        assertThat(LongStream.of(drawn).sorted().skip(9_500).findFirst().orElseThrow())
                .isBetween(210_000_000L, 245_000_000L);
        assertThat(draw(Latency.logNormal(MEDIAN, 0.5, 1))).isEqualTo(drawn);
    }

    @Test
    void addsSpikesAtGivenShare() {
        long[] drawn = draw(Latency.fixed(MEDIAN).withSpikes(0.01, Duration.ofSeconds(3)));
        assertThat(LongStream.of(drawn).filter(nanos -> nanos > 3_000_000_000L).count())
                .isBetween(60L, 140L);
    }

    @Test
    void responseTakesAtLeastItsLatency() throws Exception {
        HeyxOptions slow = HeyxOptions.defaults().withLatency(Latency.fixed(Duration.ofMillis(40)));
        try (Simulator simulator = Simulator.start(SimulatorOptions.defaults().withHeyx(slow))) {
            long start = System.nanoTime();
            Client.heyx(simulator, "support").get("/contact/1");
            assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(40_000_000L);
        }
    }

    private static long[] draw(Latency latency) {
        LatencySampler latencies = new LatencySampler(latency);
        return LongStream.range(0, 10_000).map(i -> latencies.nextNanos()).toArray();
    }
}
