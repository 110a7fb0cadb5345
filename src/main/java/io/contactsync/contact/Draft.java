package io.contactsync.contact;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The desired state of one contact in the target.
 *
 * @param sourceId the contact's id in the source
 * @param fields the fields in the job file's order, each name once
 * @param tags the job's own tags: true if the contact should have it
 */
public record Draft(String sourceId, List<Field> fields, Map<String, Boolean> tags) {

    /** Takes unmodifiable copies that keep the order. */
    public Draft {
        fields = List.copyOf(fields);
        tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
    }

    /**
     * Returns the value for a field.
     *
     * @param name the target's name of the field
     * @return its value, or empty if it is blank or not mapped
     */
    public Optional<Object> value(String name) {
        for (Field field : fields) {
            if (field.name().equals(name) && !field.isBlank()) {
                return Optional.ofNullable(field.value());
            }
        }
        return Optional.empty();
    }

    /**
     * The desired value of one field.
     *
     * @param name the target's name of the field
     * @param value text in NFC, a {@link Number} or a {@link Boolean}; null if the contact has no value for it
     * @param write when it is written
     * @param trigger whether a difference in this field alone causes a call
     */
    public record Field(String name, @Nullable Object value, WriteMode write, boolean trigger) {

        /** Returns true if the value is null or text that contains only white space. */
        public boolean isBlank() {
            return isBlank(value);
        }

        /** Returns true if a field's value is null or text that contains only white space. */
        public static boolean isBlank(@Nullable Object value) {
            return value == null
                    || (value instanceof CharSequence text && text.toString().isBlank());
        }
    }
}
