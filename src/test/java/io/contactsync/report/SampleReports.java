package io.contactsync.report;

import io.contactsync.contact.Outcome;
import io.contactsync.ledger.Reject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Test data: the report of a first migration of 9,000 contacts into two channels, resumed once. */
final class SampleReports {

    static final String SCRIPT = "<script>document.title = 'owned'</script><img src=\"http://127.0.0.1:9/x\">";

    private static final Instant START = Instant.parse("2026-01-31T02:00:00Z");

    private SampleReports() {}

    static RunReport migration(RunResult.Status status) {
        Map<String, RunResult.Channel> channels = new LinkedHashMap<>();
        channels.put("support", channel(7_900, 600, 380, 0, 120));
        channels.put("sales-viber", channel(2_100, 40, 0, 6_860, 0));
        RunResult result = new RunResult(
                "digivault-to-heyx",
                12,
                status,
                true,
                START.minusSeconds(3_000),
                START.plusSeconds(3_540),
                channels,
                93,
                List.of(
                        Map.entry(new OutcomeCounter.Warning("phone", "not a valid phone number"), 1_207L),
                        Map.entry(new OutcomeCounter.Warning("last_seen", SCRIPT), 1L)),
                List.of(),
                status == RunResult.Status.COMPLETED
                        ? null
                        : "HeyX channel support: nothing succeeded for 15 min " + SCRIPT,
                null);
        return new RunReport(
                result,
                START,
                List.of(trace("support", 200, 10), trace("sales-viber", 100, 10)),
                rejects(),
                settings(),
                "jobs/digivault-to-heyx.yaml");
    }

    private static RunResult.Channel channel(long created, long updated, long unchanged, long skipped, long rejected) {
        Map<Outcome, Long> outcomes = Map.of(
                Outcome.CREATED, created,
                Outcome.UPDATED, updated,
                Outcome.UNCHANGED, unchanged,
                Outcome.SKIPPED, skipped,
                Outcome.REJECTED, rejected);
        long read = created + updated + unchanged + skipped + rejected;
        Map<String, Long> calls = Map.of(
                "lookup",
                created * 2,
                "create",
                created,
                "update",
                updated,
                "addTags",
                created,
                "retries",
                17L,
                "throttled",
                2L);
        return new RunResult.Channel(new OutcomeCounts(read, outcomes, 3), calls);
    }

    static RunReport.ChannelTrace trace(String channel, int limit, int seconds) {
        List<Long> calls = new ArrayList<>();
        for (int i = 0; i < 354; i++) {
            boolean paused = i > 200 && i < 212;
            calls.add(paused ? 0 : i % 6 == 0 ? limit - 60L + i % 13 : 8L);
        }
        RunReport.ChannelTrace.Latency latency = new RunReport.ChannelTrace.Latency(
                11_240,
                Duration.ofMillis(84),
                Duration.ofMillis(190),
                Duration.ofMillis(260),
                Duration.ofMillis(720),
                Duration.ofMillis(4_100));
        RunReport.ChannelTrace.Pause pause = new RunReport.ChannelTrace.Pause(
                START.plusSeconds(201L * seconds),
                START.plusSeconds(212L * seconds),
                "paused after a 429, too many requests");
        return new RunReport.ChannelTrace(
                channel, Optional.of(limit), Duration.ofSeconds(seconds), calls, latency, List.of(pause));
    }

    private static List<Reject> rejects() {
        List<Reject> rejects = new ArrayList<>();
        for (int i = 0; i < 118; i++) {
            String reason = i % 3 == 0 ? "HTTP 403: [phone] belongs to another contact" : "phone is required but blank";
            rejects.add(new Reject("cus_%05d".formatted(i * 73), "support", reason, i % 3 == 0 ? 1 : 0, 12, START));
        }
        rejects.add(new Reject("\"><b>id", "support", "HTTP 403: " + SCRIPT, 1, 12, START));
        return rejects;
    }

    private static Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("source.digivault.url", "${DIGIVAULT_URL:https://api.digivault.com/v1}");
        settings.put("source.digivault.token", "***");
        settings.put("target.heyx.channels[0].calls-per-minute", "200");
        settings.put("fields.firstName", "firstWord(display_name)");
        settings.put("tags.Active", "last_active_at > daysAgo(30)");
        settings.put("match", "digivault_id, phone");
        return settings;
    }
}
