package io.contactsync.report.plan;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What would be done to one contact.
 *
 * @param sourceId the contact's id in the source
 * @param channel the channel
 * @param outcome {@code created}, {@code updated}, or {@code toLookUp} where it may be either
 * @param reason why, or null where that is not known before a lookup
 * @param fields the fields that would be sent
 * @param addTags the tags that would be added
 * @param removeTags the tags that would be removed
 */
public record PlannedChange(
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
     * @param name its name in the target
     * @param before what it holds
     * @param after what it would hold; empty text clears it
     */
    public record Field(String name, Before before, Object after) {}

    /** What a field holds before it is written. */
    public sealed interface Before {
        /** The ledger has only its hash. */
        record Unknown() implements Before {}

        /** Nothing: it is blank, or the contact does not exist yet. */
        record Blank() implements Before {}

        /**
         * A value that is known.
         *
         * @param value the value
         */
        record Value(Object value) implements Before {}
    }
}
