package io.contactsync.plan;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A change that a run would make to one contact.
 *
 * @param sourceId the contact's id in the source
 * @param outcome {@code created}, {@code updated}, or {@code toLookUp} if only a lookup can decide
 * @param reason null if it is not known before a lookup
 * @param fields the fields that would be sent
 * @param addTags the tags that would be added
 * @param removeTags the tags that would be removed
 */
record PlannedChange(
        String sourceId,
        String channel,
        String outcome,
        @Nullable Reason reason,
        List<Field> fields,
        List<String> addTags,
        List<String> removeTags) {
    /** Takes unmodifiable copies. */
    public PlannedChange {
        fields = List.copyOf(fields);
        addTags = List.copyOf(addTags);
        removeTags = List.copyOf(removeTags);
    }

    /**
     * One field that would be sent.
     *
     * @param name the field's name in the target
     * @param after the value to send; an empty text clears the field
     */
    public record Field(String name, Before before, Object after) {}

    /** A field's value before the change. */
    public sealed interface Before {
        /** Only the value's hash is known, from the ledger. */
        record Unknown() implements Before {}

        /** The field is blank, or the contact does not exist yet. */
        record Blank() implements Before {}

        /** The value is known. */
        record Value(Object value) implements Before {}
    }

    /** Why a contact would be written. */
    enum Reason {
        /** The contact is not in the target. */
        NEW,
        /** At least one field differs. */
        FIELDS,
        /** Only tags differ. */
        TAGS,
        /** The contact differs only because the job file was changed. */
        MAPPING;

        /** The key in {@code plan --json}. */
        public String json() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
