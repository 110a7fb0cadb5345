package io.contactsync.contact;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One contact as read from a source.
 *
 * @param id the contact's id in the source, never blank, case-sensitive
 * @param fields the source's fields by name: text, {@link Number}, {@link Boolean}, a list of text, or null
 * @param position the position from which a scan resumes after this contact
 */
public record Contact(String id, Map<String, @Nullable Object> fields, String position) implements SourceItem {

    /** Takes an unmodifiable copy that keeps the order and allows null values. */
    public Contact {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }
}
