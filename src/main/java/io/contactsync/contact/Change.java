package io.contactsync.contact;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What has to be written for one contact: the difference between its draft and the target.
 *
 * @param sourceId the contact's id in the source
 * @param targetId the contact's id in the target, or null if it has to be created there
 * @param fields the fields that must be sent, each name once
 * @param extraFields fields that are sent only if a field call is made anyway and has room for them
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

    /** Returns true if the contact exists in the target and neither a field nor a tag differs. */
    public boolean isEmpty() {
        return targetId != null && fields.isEmpty() && addTags.isEmpty() && removeTags.isEmpty();
    }
}
