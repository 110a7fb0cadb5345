package io.contactsync.simulator.digivault;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A contact: digivault-contacts.md, "The contact model".
 *
 * @param id unique
 * @param fields all others by their name in JSON; one that is missing here is absent in answers
 */
public record DigivaultContact(String id, Map<String, @Nullable Object> fields) {

    public DigivaultContact {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>(fields);
        copy.remove("id");
        fields = Collections.unmodifiableMap(copy);
    }

    /** {@return the same with one field set anew, null included} */
    public DigivaultContact with(String field, @Nullable Object value) {
        Map<String, @Nullable Object> merged = new LinkedHashMap<>(fields);
        merged.put(field, value);
        return new DigivaultContact(id, merged);
    }

    DigivaultContact with(Map<String, @Nullable Object> changes) {
        Map<String, @Nullable Object> merged = new LinkedHashMap<>(fields);
        merged.putAll(changes);
        return new DigivaultContact(id, merged);
    }

    /** {@return the contact as the API shows it} */
    public Map<String, @Nullable Object> shown() {
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        shown.put("id", id);
        shown.putAll(fields);
        return shown;
    }
}
