package io.contactsync.contact;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A contact as stored in the target.
 *
 * @param targetId the contact's id in the target
 * @param fields its fields by name; an absent one is blank
 * @param tags all its tags, including those that the job does not manage
 * @param createdAt epoch seconds at which the target created it, or 0 if unknown
 */
public record TargetContact(String targetId, Map<String, @Nullable Object> fields, Set<String> tags, long createdAt) {

    /** Takes unmodifiable copies. */
    public TargetContact {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        tags = Set.copyOf(tags);
    }
}
