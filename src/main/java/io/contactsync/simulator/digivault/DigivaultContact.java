package io.contactsync.simulator.digivault;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A contact (digivault-contacts.md, "The contact model").
 *
 * @param id the unique id
 * @param fields all other fields by JSON name; a field that is missing here is absent in responses
 */
public record DigivaultContact(String id, Map<String, @Nullable Object> fields) {

    public DigivaultContact {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>(fields);
        copy.remove("id");
        fields = Collections.unmodifiableMap(copy);
    }

    /** {@return a copy with one field set, possibly to null} */
    public DigivaultContact with(String field, @Nullable Object value) {
        return with(Collections.singletonMap(field, value));
    }

    DigivaultContact with(Map<String, @Nullable Object> changes) {
        Map<String, @Nullable Object> merged = new LinkedHashMap<>(fields);
        merged.putAll(changes);
        return new DigivaultContact(id, merged);
    }

    /** {@return the JSON object of the API} */
    public Map<String, @Nullable Object> toJson() {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", id);
        json.putAll(fields);
        return json;
    }
}
