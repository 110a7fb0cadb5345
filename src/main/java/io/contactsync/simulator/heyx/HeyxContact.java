package io.contactsync.simulator.heyx;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A contact of one channel.
 *
 * @param id the opaque id, unique in the channel
 * @param fields the values by field name, in the order in which they were first set; a value is a string, a number, a
 *     boolean or null
 * @param tags the tags in the order in which they were added, without duplicates
 * @param createdAt seconds since 1970
 */
public record HeyxContact(String id, Map<String, @Nullable Object> fields, List<String> tags, long createdAt) {

    public HeyxContact {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        tags = List.copyOf(new LinkedHashSet<>(tags));
    }

    /** {@return the text by which a field is looked up, null if it is null or was never set} */
    public @Nullable String text(String field) {
        Object value = fields.get(field);
        return value == null ? null : value.toString();
    }

    /** {@return a copy with some fields changed} */
    public HeyxContact withFields(Map<String, @Nullable Object> changes) {
        Map<String, @Nullable Object> merged = new LinkedHashMap<>(fields);
        merged.putAll(changes);
        return new HeyxContact(id, merged, tags, createdAt);
    }

    /** {@return a copy with additional tags} */
    public HeyxContact withTags(Collection<String> added) {
        List<String> merged = new ArrayList<>(tags);
        merged.addAll(added);
        return new HeyxContact(id, fields, merged, createdAt);
    }

    /** {@return a copy without these tags} */
    public HeyxContact withoutTags(Collection<String> removed) {
        Set<String> remaining = new LinkedHashSet<>(tags);
        removed.forEach(remaining::remove);
        return new HeyxContact(id, fields, List.copyOf(remaining), createdAt);
    }

    /** {@return the JSON object of the API; PHP writes an empty map as an empty list} */
    public Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", id);
        json.put("custom_fields", fields.isEmpty() ? List.of() : fields);
        json.put("tags", tags);
        json.put("created_at", createdAt);
        return json;
    }
}
