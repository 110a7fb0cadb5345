package io.contactsync.contact;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What shall be true in the target for one contact.
 *
 * @param sourceId the contact's id in the source
 * @param fields the fields in the job file's order, each name once
 * @param tags the job's own tags: true where the contact shall have it, false where not
 */
public record Draft(String sourceId, List<DraftField> fields, Map<String, Boolean> tags) {

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
        for (DraftField field : fields) {
            if (field.name().equals(name) && !field.isBlank()) {
                return Optional.ofNullable(field.value());
            }
        }
        return Optional.empty();
    }
}
