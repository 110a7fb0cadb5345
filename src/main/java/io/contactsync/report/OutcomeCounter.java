package io.contactsync.report;

import io.contactsync.contact.Outcome;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Counts one channel's outcomes and warnings. Thread-safe. */
public final class OutcomeCounter {

    private static final JsonMapper JSON = new JsonMapper();

    private final Map<Outcome, Long> outcomes = new EnumMap<>(Outcome.class);
    private final Map<Warning, Long> warnings = new TreeMap<>();
    private long read;
    private long restoredRead;
    private long missing;

    /**
     * A problem with a field of a contact that was synced nevertheless.
     *
     * @param reason what is wrong with the field's value
     */
    public record Warning(String field, String reason) implements Comparable<Warning> {
        @Override
        public int compareTo(Warning other) {
            int byField = field.compareTo(other.field);
            return byField == 0 ? reason.compareTo(other.reason) : byField;
        }
    }

    /** Counts a contact that was read, and its outcome. */
    public synchronized void add(Outcome outcome) {
        read++;
        outcomes.merge(outcome, 1L, Long::sum);
    }

    /** Counts a contact that is gone from the source and was handled. */
    public synchronized void addMissing() {
        missing++;
    }

    /** Counts a warning. */
    public synchronized void addWarning(Warning warning) {
        warnings.merge(warning, 1L, Long::sum);
    }

    /** A copy of the counts. */
    public synchronized OutcomeCounts counts() {
        return new OutcomeCounts(read, outcomes, missing);
    }

    /** The number of contacts read since {@link #restore}. */
    public synchronized long readSinceRestore() {
        return read - restoredRead;
    }

    /** A copy of the warnings with their counts. */
    public synchronized Map<Warning, Long> warnings() {
        return new TreeMap<>(warnings);
    }

    /** The counts as JSON, for a checkpoint. */
    public synchronized String text() {
        ObjectNode root = JSON.createObjectNode().put("read", read).put("missing", missing);
        ObjectNode counted = root.putObject("outcomes");
        outcomes.forEach((outcome, count) -> counted.put(outcome.name(), count));
        ArrayNode warned = root.putArray("warnings");
        warnings.forEach((warning, count) -> warned.addObject()
                .put("field", warning.field())
                .put("reason", warning.reason())
                .put("count", count));
        return JSON.writeValueAsString(root);
    }

    /**
     * Replaces the counts with those of a checkpoint.
     *
     * @param text a result of {@link #text}; an empty text resets all counts
     */
    public synchronized void restore(String text) {
        outcomes.clear();
        warnings.clear();
        JsonNode root = text.isEmpty() ? JSON.createObjectNode() : JSON.readTree(text);
        read = root.path("read").asLong(0);
        restoredRead = read;
        missing = root.path("missing").asLong(0);
        root.path("outcomes")
                .properties()
                .forEach(one -> outcomes.put(
                        Outcome.valueOf(one.getKey()), one.getValue().asLong()));
        root.path("warnings")
                .forEach(one -> warnings.put(
                        new Warning(
                                one.path("field").asString(), one.path("reason").asString()),
                        one.path("count").asLong()));
    }

    /** The warnings of several channels, with their counts over all channels. */
    public static List<Map.Entry<Warning, Long>> warnings(Iterable<OutcomeCounter> channels) {
        Map<Warning, Long> all = new TreeMap<>();
        channels.forEach(
                channel -> channel.warnings().forEach((warning, count) -> all.merge(warning, count, Long::sum)));
        return new ArrayList<>(all.entrySet());
    }
}
