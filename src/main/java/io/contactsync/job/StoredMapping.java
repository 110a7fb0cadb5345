package io.contactsync.job;

import io.contactsync.contact.WriteMode;
import io.contactsync.jobfile.JobFile;
import io.contactsync.ledger.ChangeDetector;
import io.contactsync.mapping.Mapping;
import io.contactsync.mapping.MappingException;
import io.contactsync.mapping.MappingRules;
import io.contactsync.state.KeyedHash;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The mapping of a run, as the ledger stores it.
 *
 * @param clearsBlanks whether a blank value clears the target's value
 */
public record StoredMapping(MappingRules rules, boolean clearsBlanks) {
    private static final JsonMapper JSON = new JsonMapper();

    /** The mapping of a job file. */
    public static StoredMapping of(JobFile file) {
        return new StoredMapping(JobExpressions.rules(file), file.blank() == JobFile.Blank.CLEAR);
    }

    /**
     * Reads a stored mapping.
     *
     * @param text a result of {@link #text}
     */
    public static StoredMapping read(String text) {
        JsonNode root = JSON.readTree(text);
        List<MappingRules.FieldRule> fields = new ArrayList<>();
        for (JsonNode field : root.get("fields")) {
            fields.add(new MappingRules.FieldRule(
                    field.get("name").stringValue(),
                    field.get("value").stringValue(),
                    field.get("trigger").booleanValue(),
                    WriteMode.valueOf(field.get("write").stringValue()),
                    field.get("required").booleanValue()));
        }
        Map<String, String> tags = new LinkedHashMap<>();
        root.get("tags")
                .properties()
                .forEach(tag -> tags.put(tag.getKey(), tag.getValue().stringValue()));
        return new StoredMapping(
                new MappingRules(fields, tags), root.get("clear").booleanValue());
    }

    /** The mapping as one line of JSON. */
    public String text() {
        ObjectNode root = JSON.createObjectNode().put("clear", clearsBlanks);
        ArrayNode fields = root.putArray("fields");
        for (MappingRules.FieldRule rule : rules.fields()) {
            fields.addObject()
                    .put("name", rule.name())
                    .put("value", rule.expression())
                    .put("trigger", rule.trigger())
                    .put("write", rule.write().name())
                    .put("required", rule.required());
        }
        ObjectNode tags = root.putObject("tags");
        rules.tags().forEach(tags::put);
        return JSON.writeValueAsString(root);
    }

    /**
     * Compiles the rules for the job's current source.
     *
     * @param runStart the reference time of {@code daysAgo}
     * @return empty if the source no longer has all fields of the mapping
     */
    public Optional<Mapping> compile(JobFile file, Instant runStart) {
        try {
            return Optional.of(Mapping.compile(rules, JobExpressions.knownFields(file), runStart));
        } catch (MappingException e) {
            return Optional.empty();
        }
    }

    /**
     * The change detector of this mapping.
     *
     * @param hash the hash function of the ledger
     */
    public ChangeDetector changeDetector(KeyedHash hash) {
        return new ChangeDetector(hash, clearsBlanks);
    }
}
