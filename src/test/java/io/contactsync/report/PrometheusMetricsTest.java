package io.contactsync.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactsync.contact.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PrometheusMetricsTest {

    private static final Instant TWO = Instant.parse("2026-01-31T02:00:00Z");

    private static RunResult result(int run, RunResult.Status status, long created, long rejected) {
        OutcomeCounts counts =
                new OutcomeCounts(created + rejected, Map.of(Outcome.CREATED, created, Outcome.REJECTED, rejected), 0);
        Map<String, Long> calls = Map.of("lookup", created * 2, "create", created, "retries", 1L, "throttled", 2L);
        return new RunResult(
                "nightly",
                run,
                status,
                false,
                TWO.plusSeconds(86_400L * run),
                TWO.plusSeconds(86_400L * run + 90).plusMillis(500),
                Map.of("support", new RunResult.Channel(counts, calls)),
                3,
                List.of(),
                List.of(),
                status == RunResult.Status.COMPLETED ? null : "away",
                null);
    }

    @Test
    void countersCoverAllRunsAndGaugesTheLastRun() {
        String text = PrometheusMetrics.of(
                result(2, RunResult.Status.FAILED, 5, 2),
                List.of(ResultJson.of(result(1, RunResult.Status.COMPLETED, 100, 0))));

        assertThat(text.lines())
                .contains(
                        "# TYPE contact_sync_contacts_total counter",
                        "contact_sync_contacts_total{sync_job=\"nightly\",channel=\"support\",outcome=\"created\"} 105",
                        "contact_sync_contacts_total{sync_job=\"nightly\",channel=\"support\",outcome=\"rejected\"} 2",
                        "contact_sync_calls_total{sync_job=\"nightly\",channel=\"support\",kind=\"lookup\"} 210",
                        "contact_sync_retries_total{sync_job=\"nightly\",channel=\"support\"} 2",
                        "contact_sync_throttled_total{sync_job=\"nightly\",channel=\"support\"} 4",
                        "contact_sync_source_calls_total{sync_job=\"nightly\"} 6",
                        "contact_sync_runs_total{sync_job=\"nightly\",status=\"FAILED\"} 1",
                        "# TYPE contact_sync_last_run_status gauge",
                        "contact_sync_last_run_status{sync_job=\"nightly\",status=\"FAILED\"} 1",
                        "contact_sync_last_run_status{sync_job=\"nightly\",status=\"COMPLETED\"} 0",
                        "contact_sync_last_run_contacts{sync_job=\"nightly\",outcome=\"read\"} 7",
                        "contact_sync_last_run_duration_seconds{sync_job=\"nightly\"} 90.5",
                        "contact_sync_last_success_timestamp_seconds{sync_job=\"nightly\"} "
                                + (TWO.getEpochSecond() + 86_400 + 90) + ".5");
    }

    @Test
    void everyLineIsValidPrometheusText() {
        String text = PrometheusMetrics.of(result(1, RunResult.Status.COMPLETED, 3, 1), List.of());

        assertThat(text).endsWith("\n");
        assertThat(text.lines())
                .allMatch(line -> line.matches("# (HELP|TYPE) contact_sync_[a-z_]+ .+")
                        || line.matches("contact_sync_[a-z_]+\\{([a-z_]+=\"[^\"]*\",?)+} [0-9.]+"));
        text.lines()
                .filter(line -> line.startsWith("# TYPE"))
                .forEach(line -> assertThat(line.endsWith("counter")).isEqualTo(line.contains("_total ")));
    }

    @Test
    void omitsTheLastSuccessIfNoRunCompleted() {
        assertThat(PrometheusMetrics.of(result(1, RunResult.Status.STOPPED, 0, 0), List.of()))
                .doesNotContain("last_success");
    }
}
