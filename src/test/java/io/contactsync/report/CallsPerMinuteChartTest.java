package io.contactsync.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class CallsPerMinuteChartTest {

    private static final Instant START = Instant.parse("2026-01-31T02:00:00Z");

    @Test
    void barCountsTheMinuteThatEndsWithIt() {
        List<Double> perMinute =
                CallsPerMinuteChart.perMinute(List.of(200L, 0L, 0L, 0L, 0L, 0L, 150L, 50L), Duration.ofSeconds(10));

        assertThat(perMinute).containsExactly(200.0, 200.0, 200.0, 200.0, 200.0, 200.0, 150.0, 200.0);
    }

    @Test
    void averagesOverTheSmallestWholeMinutesInALongRun() {
        List<Long> steady = Collections.nCopies(9, 100L);

        // 100 calls in 40 s are 150 per minute; three bars make two minutes.
        assertThat(CallsPerMinuteChart.perMinute(steady, Duration.ofSeconds(40)).subList(2, 9))
                .containsOnly(150.0);
        assertThat(CallsPerMinuteChart.perMinute(steady, Duration.ofSeconds(160))
                        .subList(2, 9))
                .containsOnly(37.5);
    }

    @Test
    void noBarIsAboveTheLineIfTheRunKeepsTheLimit() {
        CallsPerMinuteChart chart = CallsPerMinuteChart.of(SampleReports.trace("support", 200, 10), START);

        double line = Double.parseDouble(chart.limit());
        assertThat(chart.bars()).hasSize(354).allSatisfy(bar -> {
            assertThat(Double.parseDouble(bar.y())).isGreaterThanOrEqualTo(line);
            assertThat(Double.parseDouble(bar.y()) + Double.parseDouble(bar.height()))
                    .isBetween(99.98, 100.02);
        });
        assertThat(chart.from()).isEqualTo("02:00:00");
        assertThat(chart.to()).isEqualTo("02:59:00");
    }

    @Test
    void pauseIsDrawnAtItsTime() {
        CallsPerMinuteChart.Box pause = CallsPerMinuteChart.of(SampleReports.trace("support", 200, 10), START)
                .pauses()
                .get(0);

        assertThat(pause.x()).isEqualTo("201.00");
        assertThat(pause.width()).isEqualTo("11.00");
    }

    @Test
    void chartOfAShortRunIsOneMinuteWide() {
        RunReport.ChannelTrace trace = SampleReports.trace("support", 200, 10);
        RunReport.ChannelTrace one = new RunReport.ChannelTrace(
                "support", trace.limit(), trace.barWidth(), List.of(7L), trace.latency(), List.of());

        CallsPerMinuteChart chart = CallsPerMinuteChart.of(one, START);

        assertThat(chart.width()).isEqualTo(6);
        assertThat(chart.bars()).hasSize(1);
        assertThat(chart.scale()).isEqualTo("220");
    }
}
