package io.contactsync.contact;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the target already holds about one contact.
 *
 * @param targetId the contact's id in the target
 * @param fields its fields by name; an absent one is blank
 * @param tags its tags, its own and other people's
 * @param createdAt epoch seconds at which the target created it, or 0 when it does not say
 */
public record TargetContact(String targetId, Map<String, @Nullable Object> fields, Set<String> tags, long createdAt) {

    /** Takes unmodifiable copies. */
    public TargetContact {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        tags = Set.copyOf(tags);
    }
}
