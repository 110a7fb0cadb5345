package io.contactsync.mapping;

import io.contactsync.contact.Write;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a job file says under {@code fields} and {@code tags}.
 *
 * @param fields the target's fields, in the job file's order
 * @param tags the condition of each tag, in the job file's order
 */
public record MappingRules(List<FieldRule> fields, Map<String, String> tags) {

    /** Takes unmodifiable copies that keep the order. */
    public MappingRules {
        fields = List.copyOf(fields);
        tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
    }

    /**
     * How one field of the target comes by its value.
     *
     * @param name the target's name of the field
     * @param expression what works the value out
     * @param trigger whether a difference in it is reason enough for a call
     * @param write when it is written
     * @param required whether a contact without a value for it is rejected
     */
    public record FieldRule(String name, String expression, boolean trigger, Write write, boolean required) {}
}
