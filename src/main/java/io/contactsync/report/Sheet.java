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

/** One channel's running count of outcomes. For several threads. */
public final class Sheet {

    private static final JsonMapper JSON = new JsonMapper();

    private final Map<Outcome, Long> outcomes = new EnumMap<>(Outcome.class);
    private final Map<Warning, Long> warnings = new TreeMap<>();
    private long read;
    private long readBefore;
    private long missing;

    /**
     * Something about a field that did not keep the contact from being carried.
     *
     * @param field the field's name
     * @param reason what is wrong with it
     */
    public record Warning(String field, String reason) implements Comparable<Warning> {
        @Override
        public int compareTo(Warning other) {
            int byField = field.compareTo(other.field);
            return byField == 0 ? reason.compareTo(other.reason) : byField;
        }
    }

    /**
     * Counts a contact.
     *
     * @param outcome what became of it
     */
    public synchronized void add(Outcome outcome) {
        read++;
        outcomes.merge(outcome, 1L, Long::sum);
    }

    /** Counts a contact that is gone from the source and was acted on. */
    public synchronized void addMissing() {
        missing++;
    }

    /**
     * Counts a warning.
     *
     * @param warning what is wrong with a field
     */
    public synchronized void warn(Warning warning) {
        warnings.merge(warning, 1L, Long::sum);
    }

    /**
     * The counts so far.
     *
     * @return a copy
     */
    public synchronized Counts counts() {
        return new Counts(read, outcomes, missing);
    }

    /**
     * How many contacts were counted here, not taken over from a checkpoint.
     *
     * @return of those read so far the ones since {@link #restore}
     */
    public synchronized long readHere() {
        return read - readBefore;
    }

    /**
     * The warnings so far.
     *
     * @return how often each was met
     */
    public synchronized Map<Warning, Long> warnings() {
        return new TreeMap<>(warnings);
    }

    /**
     * The sheet as a checkpoint keeps it.
     *
     * @return text that {@link #restore} reads
     */
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
     * Takes over the counts of a checkpoint.
     *
     * @param text what {@link #text} returned; empty text for a sheet without counts
     */
    public synchronized void restore(String text) {
        outcomes.clear();
        warnings.clear();
        JsonNode root = text.isEmpty() ? JSON.createObjectNode() : JSON.readTree(text);
        read = root.path("read").asLong(0);
        readBefore = read;
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

    /**
     * The warnings of several channels together.
     *
     * @param sheets the channels' sheets
     * @return field, reason and count of each, counted over all channels
     */
    public static List<Map.Entry<Warning, Long>> warnings(Iterable<Sheet> sheets) {
        Map<Warning, Long> all = new TreeMap<>();
        sheets.forEach(sheet -> sheet.warnings().forEach((warning, count) -> all.merge(warning, count, Long::sum)));
        return new ArrayList<>(all.entrySet());
    }
}
