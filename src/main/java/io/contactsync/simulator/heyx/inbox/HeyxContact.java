package io.contactsync.simulator.heyx.inbox;

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
 * @param id opaque, unique in its channel
 * @param fields by name, in order of their first setting; a value is text, number, boolean or null
 * @param tags in order of their adding, each once
 * @param createdAt seconds since 1970
 */
public record HeyxContact(String id, Map<String, @Nullable Object> fields, List<String> tags, long createdAt) {

    public HeyxContact {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        tags = List.copyOf(new LinkedHashSet<>(tags));
    }

    /** {@return the text by which a field is searched, null when it is blank or was never set} */
    public @Nullable String text(String field) {
        Object value = fields.get(field);
        return value == null ? null : value.toString();
    }

    /** {@return the same with some fields set anew} */
    public HeyxContact withFields(Map<String, @Nullable Object> changes) {
        Map<String, @Nullable Object> merged = new LinkedHashMap<>(fields);
        merged.putAll(changes);
        return new HeyxContact(id, merged, tags, createdAt);
    }

    /** {@return the same with these tags too} */
    public HeyxContact withTags(Collection<String> added) {
        List<String> merged = new ArrayList<>(tags);
        merged.addAll(added);
        return new HeyxContact(id, fields, merged, createdAt);
    }

    /** {@return the same without these tags} */
    public HeyxContact withoutTags(Collection<String> removed) {
        Set<String> rest = new LinkedHashSet<>(tags);
        removed.forEach(rest::remove);
        return new HeyxContact(id, fields, List.copyOf(rest), createdAt);
    }

    /** {@return the contact as the API shows it; PHP writes an empty map as an empty list} */
    public Map<String, Object> shown() {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("id", id);
        shown.put("custom_fields", fields.isEmpty() ? List.of() : fields);
        shown.put("tags", tags);
        shown.put("created_at", createdAt);
        return shown;
    }
}
