package io.contactsync.report;

import io.contactsync.contact.CallKind;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes a run's result as the JSON object of {@code run --json}. */
public final class ResultJson {

    private static final JsonMapper JSON = new JsonMapper();

    private ResultJson() {}

    /** A result as one line of JSON. */
    public static String of(RunResult result) {
        ObjectNode root = JSON.createObjectNode()
                .put("job", result.job())
                .put("run", result.run())
                .put("status", result.status().json())
                .put("resumed", result.resumed())
                .put(
                        "startedAt",
                        result.startedAt().truncatedTo(ChronoUnit.MILLIS).toString())
                .put(
                        "finishedAt",
                        result.finishedAt().truncatedTo(ChronoUnit.MILLIS).toString())
                .put(
                        "seconds",
                        Math.round(Duration.between(result.startedAt(), result.finishedAt())
                                                .toMillis()
                                        / 100.0)
                                / 10.0);
        put(root.putObject("contacts"), result.contacts().byName());
        put(root.putObject("calls"), calls(result));
        ObjectNode channels = root.putObject("channels");
        result.channels().forEach((name, channel) -> {
            ObjectNode one = channels.putObject(name);
            put(one.putObject("contacts"), channel.contacts().byName());
            put(one.putObject("calls"), withTotal(channel.calls()));
        });
        putLists(root, result);
        root.put("report", result.report());
        if (result.error() != null) {
            root.put("error", result.error());
        }
        return JSON.writeValueAsString(root);
    }

    /**
     * The result of a command that was refused before it did anything, as one line of JSON.
     *
     * @param job the job's name, or its file's path if the name is not known
     * @param error why nothing was done
     */
    public static String refused(String job, String error) {
        return unsuccessful(job, "REFUSED", error);
    }

    /**
     * The result of a command that failed without a result, as one line of JSON.
     *
     * @param job the job's name, or its file's path if the name is not known
     * @param error what went wrong
     */
    public static String failed(String job, String error) {
        return unsuccessful(job, "FAILED", error);
    }

    private static String unsuccessful(String job, String status, String error) {
        return JSON.writeValueAsString(
                JSON.createObjectNode().put("job", job).put("status", status).put("error", error));
    }

    private static void putLists(ObjectNode root, RunResult result) {
        ArrayNode warnings = root.putArray("warnings");
        result.warnings()
                .forEach(one -> warnings.addObject()
                        .put("field", one.getKey().field())
                        .put("reason", one.getKey().reason())
                        .put("count", one.getValue()));
        ArrayNode rejects = root.putArray("rejects");
        result.rejects()
                .forEach(one -> rejects.addObject()
                        .put("id", one.sourceId())
                        .put("channel", one.channel())
                        .put("reason", one.reason()));
    }

    private static Map<String, Long> calls(RunResult result) {
        Map<String, Long> sums = new LinkedHashMap<>();
        result.channels()
                .values()
                .forEach(channel -> channel.calls().forEach((kind, count) -> sums.merge(kind, count, Long::sum)));
        Map<String, Long> calls = withTotal(sums);
        calls.put("source", result.sourceCalls());
        return calls;
    }

    /**
     * Call counts in the form of all results.
     *
     * @param counted calls by kind, {@code retries} and {@code throttled}; absent ones stand for 0
     * @return every kind (deletes only if there are any), then {@code total}, {@code retries} and {@code throttled}
     */
    public static Map<String, Long> withTotal(Map<String, Long> counted) {
        Map<String, Long> calls = new LinkedHashMap<>();
        long total = 0;
        for (CallKind kind : CallKind.values()) {
            long count = counted.getOrDefault(kind.json(), 0L);
            if (kind != CallKind.DELETE || count > 0) {
                calls.put(kind.json(), count);
            }
            total += count;
        }
        calls.put("total", total);
        calls.put("retries", counted.getOrDefault("retries", 0L));
        calls.put("throttled", counted.getOrDefault("throttled", 0L));
        return calls;
    }

    private static void put(ObjectNode node, Map<String, Long> counts) {
        counts.forEach(node::put);
    }
}
