package io.contactsync.contact;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What shall be true in the target for one contact.
 *
 * @param sourceId the contact's id in the source
 * @param fields the fields in the job file's order, each name once
 * @param tags the job's own tags: true where the contact shall have it, false where not
 */
public record Draft(String sourceId, List<Field> fields, Map<String, Boolean> tags) {

    /** Takes unmodifiable copies that keep the order. */
    public Draft {
        fields = List.copyOf(fields);
        tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
    }

    /**
     * The value for a field.
     *
     * @param name the target's name of the field
     * @return its value, or nothing when it is blank or not mapped
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
     * What one field of the target shall hold.
     *
     * @param name the target's name of the field
     * @param value text in NFC, a {@link Number} or a {@link Boolean}; null when the contact has nothing for it
     * @param write when it is written
     * @param trigger whether a difference in it is reason enough for a call
     */
    public record Field(String name, @Nullable Object value, WriteMode write, boolean trigger) {

        /**
         * Tells whether there is nothing to write.
         *
         * @return true for null and for text of nothing but white space
         */
        public boolean isBlank() {
            return isBlank(value);
        }

        /**
         * Tells whether a value counts as nothing.
         *
         * @param value any value of a field
         * @return true for null and for text of nothing but white space
         */
        public static boolean isBlank(@Nullable Object value) {
            return value == null
                    || (value instanceof CharSequence text && text.toString().isBlank());
        }
    }
}
