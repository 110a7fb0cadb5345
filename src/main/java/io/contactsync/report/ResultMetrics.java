package io.contactsync.report;

import io.contactsync.contact.target.CallKind;
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
 * What a job's runs did, in Prometheus's text format, for node_exporter's textfile collector.
 *
 * <p>Counters are sums over all runs that the job's ledger knows, so that they only grow and a resumed run counts once;
 * what begins with {@code contact_sync_last_run} is of the last run alone. The job's name stands under
 * {@code sync_job}, because Prometheus has another use for {@code job}.
 */
public final class ResultMetrics {

    private static final JsonMapper JSON = new JsonMapper();
    private static final double MILLIS_A_SECOND = 1_000;

    private enum Family {
        CONTACTS_TOTAL("counter", "Contacts by what became of them."),
        CALLS_TOTAL("counter", "Calls to the target over the wire, every attempt."),
        RETRIES_TOTAL("counter", "Calls that repeated one which had failed."),
        THROTTLED_TOTAL("counter", "Calls answered 429, too many requests."),
        SOURCE_CALLS_TOTAL("counter", "Calls to the source."),
        RUNS_TOTAL("counter", "Runs by how they ended, as far as they have."),
        LAST_RUN_STATUS("gauge", "1 for how the last run ended."),
        LAST_RUN_CONTACTS("gauge", "Contacts of the last run over all channels."),
        LAST_RUN_DURATION_SECONDS("gauge", "How long the last run took, all its parts."),
        LAST_RUN_TIMESTAMP_SECONDS("gauge", "When the last run ended."),
        LAST_SUCCESS_TIMESTAMP_SECONDS("gauge", "When a run was last done.");

        private final String type;
        private final String help;

        Family(String type, String help) {
            this.type = type;
            this.help = help;
        }

        String title() {
            return "contact_sync_" + name().toLowerCase(Locale.ROOT);
        }
    }

    private final Map<Family, Map<String, Double>> families = new EnumMap<>(Family.class);
    private final String job;

    private ResultMetrics(String job) {
        this.job = label("sync_job", job);
    }

    /**
     * Renders the metrics.
     *
     * @param result what the last run did
     * @param others the results of the job's other runs, as {@link ResultJson} has them
     * @return the text of a {@code .prom} file
     */
    public static String of(RunResult result, Iterable<String> others) {
        ResultMetrics metrics = new ResultMetrics(result.job());
        others.forEach(other -> metrics.count(JSON.readTree(other)));
        metrics.count(JSON.readTree(ResultJson.of(result)));
        metrics.show(result);
        return metrics.text();
    }

    private void count(JsonNode run) {
        String status = run.path("status").asString("");
        add(Family.RUNS_TOTAL, label("status", status), 1);
        add(Family.SOURCE_CALLS_TOTAL, "", run.path("calls").path("source").asDouble(0));
        run.path("channels").properties().forEach(one -> count(label("channel", one.getKey()), one.getValue()));
        if (status.equals(RunResult.Status.COMPLETED.name())) {
            Instant done = Instant.parse(run.path("finishedAt").asString(""));
            of(Family.LAST_SUCCESS_TIMESTAMP_SECONDS).merge("", done.toEpochMilli() / MILLIS_A_SECOND, Math::max);
        }
    }

    private void count(String channel, JsonNode run) {
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

    private void show(RunResult result) {
        for (String status : new String[] {"COMPLETED", "STOPPED", "FAILED"}) {
            add(
                    Family.LAST_RUN_STATUS,
                    label("status", status),
                    result.status().json().equals(status) ? 1 : 0);
        }
        result.contacts().byName().forEach((name, count) -> {
            add(Family.LAST_RUN_CONTACTS, label("outcome", name), count);
        });
        Duration took = Duration.between(result.startedAt(), result.finishedAt());
        add(Family.LAST_RUN_DURATION_SECONDS, "", took.toMillis() / MILLIS_A_SECOND);
        add(Family.LAST_RUN_TIMESTAMP_SECONDS, "", result.finishedAt().toEpochMilli() / MILLIS_A_SECOND);
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
            String title = family.title();
            text.append("# HELP ").append(title).append(' ').append(family.help).append('\n');
            text.append("# TYPE ").append(title).append(' ').append(family.type).append('\n');
            values.forEach((labels, value) -> text.append(title)
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
