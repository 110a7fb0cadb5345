package io.contactsync.mapping;

import io.contactsync.contact.WriteMode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The {@code fields} and {@code tags} sections of a job file.
 *
 * @param fields the rules of the target fields, in the order of the job file
 * @param tags the condition of each tag, in the order of the job file
 */
public record MappingRules(List<FieldRule> fields, Map<String, String> tags) {

    /** Makes unmodifiable copies that keep the order. */
    public MappingRules {
        fields = List.copyOf(fields);
        tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
    }

    /**
     * The rule of one target field.
     *
     * @param name the name of the target field
     * @param expression the expression that computes the value
     * @param trigger whether a difference in this field alone causes a call
     * @param write when the field is written
     * @param required whether a blank value rejects the contact
     */
    public record FieldRule(String name, String expression, boolean trigger, WriteMode write, boolean required) {}
}
