package io.contactsync.contact;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A draft minus what the target already has.
 *
 * @param sourceId the contact's id in the source
 * @param targetId the contact's id in the target, or null when it has to be created there
 * @param fields the fields that must be sent, each name once
 * @param riders fields that go along where a field call is made anyway and has room
 * @param addTags the tags to add
 * @param removeTags the tags to remove
 */
public record Change(
        String sourceId,
        @Nullable String targetId,
        List<FieldValue> fields,
        List<FieldValue> extraFields,
        List<String> addTags,
        List<String> removeTags) {

    /** Takes unmodifiable copies. */
    public Change {
        fields = List.copyOf(fields);
        extraFields = List.copyOf(extraFields);
        addTags = List.copyOf(addTags);
        removeTags = List.copyOf(removeTags);
    }

    /**
     * Tells whether nothing has to be done.
     *
     * @return true when the contact is there and neither a field nor a tag differs
     */
    public boolean isEmpty() {
        return targetId != null && fields.isEmpty() && addTags.isEmpty() && removeTags.isEmpty();
    }
}
