package io.contactsync.report;

import io.contactsync.contact.CallKind;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes a job's metrics in Prometheus's text format, for node_exporter's textfile collector.
 *
 * <p>Counters are sums over all runs in the job's ledger, so they never decrease and a resumed run counts once. Metrics
 * that begin with {@code contact_sync_last_run} describe the last run only. The label for the job's name is
 * {@code sync_job}, because Prometheus sets {@code job} itself.
 */
public final class PrometheusMetrics {

    private static final JsonMapper JSON = new JsonMapper();
    private static final double MILLIS_PER_SECOND = 1_000;

    private enum Family {
        CONTACTS_TOTAL("counter", "Contacts by outcome."),
        CALLS_TOTAL("counter", "Calls to the target, including every retry."),
        RETRIES_TOTAL("counter", "Calls that repeated a failed call."),
        THROTTLED_TOTAL("counter", "Calls answered with 429, too many requests."),
        SOURCE_CALLS_TOTAL("counter", "Calls to the source."),
        RUNS_TOTAL("counter", "Finished runs by status."),
        LAST_RUN_STATUS("gauge", "1 for the status of the last run, else 0."),
        LAST_RUN_CONTACTS("gauge", "Contacts of the last run over all channels."),
        LAST_RUN_DURATION_SECONDS("gauge", "Duration of the last run, over all its parts."),
        LAST_RUN_TIMESTAMP_SECONDS("gauge", "End of the last run, in Unix time."),
        LAST_SUCCESS_TIMESTAMP_SECONDS("gauge", "End of the last completed run, in Unix time.");

        private final String type;
        private final String help;

        Family(String type, String help) {
            this.type = type;
            this.help = help;
        }

        String metricName() {
            return "contact_sync_" + name().toLowerCase(Locale.ROOT);
        }
    }

    private final Map<Family, Map<String, Double>> families = new EnumMap<>(Family.class);
    private final String job;

    private PrometheusMetrics(String job) {
        this.job = label("sync_job", job);
    }

    /**
     * The metrics as the text of a {@code .prom} file.
     *
     * @param result the result of the last run
     * @param others the results of the job's other runs, in the format of {@link ResultJson}
     */
    public static String of(RunResult result, Iterable<String> others) {
        PrometheusMetrics metrics = new PrometheusMetrics(result.job());
        others.forEach(other -> metrics.addRun(JSON.readTree(other)));
        metrics.addRun(JSON.readTree(ResultJson.of(result)));
        metrics.setLastRun(result);
        return metrics.text();
    }

    private void addRun(JsonNode run) {
        String status = run.path("status").asString("");
        add(Family.RUNS_TOTAL, label("status", status), 1);
        add(Family.SOURCE_CALLS_TOTAL, "", run.path("calls").path("source").asDouble(0));
        run.path("channels").properties().forEach(one -> addChannel(label("channel", one.getKey()), one.getValue()));
        if (status.equals(RunResult.Status.COMPLETED.name())) {
            Instant finishedAt = Instant.parse(run.path("finishedAt").asString(""));
            of(Family.LAST_SUCCESS_TIMESTAMP_SECONDS)
                    .merge("", finishedAt.toEpochMilli() / MILLIS_PER_SECOND, Math::max);
        }
    }

    private void addChannel(String channel, JsonNode run) {
        run.path("contacts").properties().stream()
                .filter(one -> !one.getKey().equals("read"))
                .forEach(one -> add(
                        Family.CONTACTS_TOTAL,
                        channel + "," + label("outcome", one.getKey()),
                        one.getValue().asDouble(0)));
        JsonNode calls = run.path("calls");
        for (CallKind kind : CallKind.values()) {
            String labels = channel + "," + label("kind", kind.json());
            add(Family.CALLS_TOTAL, labels, calls.path(kind.json()).asDouble(0));
        }
        add(Family.RETRIES_TOTAL, channel, calls.path("retries").asDouble(0));
        add(Family.THROTTLED_TOTAL, channel, calls.path("throttled").asDouble(0));
    }

    private void setLastRun(RunResult result) {
        for (String status : new String[] {"COMPLETED", "STOPPED", "FAILED"}) {
            add(
                    Family.LAST_RUN_STATUS,
                    label("status", status),
                    result.status().json().equals(status) ? 1 : 0);
        }
        result.contacts().byName().forEach((name, count) -> {
            add(Family.LAST_RUN_CONTACTS, label("outcome", name), count);
        });
        Duration duration = Duration.between(result.startedAt(), result.finishedAt());
        add(Family.LAST_RUN_DURATION_SECONDS, "", duration.toMillis() / MILLIS_PER_SECOND);
        add(Family.LAST_RUN_TIMESTAMP_SECONDS, "", result.finishedAt().toEpochMilli() / MILLIS_PER_SECOND);
    }

    private void add(Family family, String labels, double value) {
        of(family).merge(labels, value, Double::sum);
    }

    private Map<String, Double> of(Family family) {
        return families.computeIfAbsent(family, none -> new TreeMap<>());
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        families.forEach((family, values) -> {
            String name = family.metricName();
            text.append("# HELP ").append(name).append(' ').append(family.help).append('\n');
            text.append("# TYPE ").append(name).append(' ').append(family.type).append('\n');
            values.forEach((labels, value) -> text.append(name)
                    .append(labels.isEmpty() ? "{" + job : "{" + job + "," + labels)
                    .append("} ")
                    .append(BigDecimal.valueOf(value).stripTrailingZeros().toPlainString())
                    .append('\n'));
        });
        return text.toString();
    }

    private static String label(String name, String value) {
        String escaped = value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
        return name + "=\"" + escaped + "\"";
    }
}
