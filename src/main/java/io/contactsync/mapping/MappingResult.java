package io.contactsync.mapping;

import io.contactsync.contact.Draft;
import java.util.List;

/** The result of mapping one contact. */
public sealed interface MappingResult {

    /**
     * The contact was mapped.
     *
     * @param draft the desired state in the target
     * @param warnings values that could not be used, without duplicates
     */
    record Ok(Draft draft, List<Warning> warnings) implements MappingResult {

        /** Makes an unmodifiable copy. */
        public Ok {
            warnings = List.copyOf(warnings);
        }
    }

    /**
     * The contact cannot be mapped.
     *
     * @param reason which field or tag of the job file failed, and why, without the contact's values
     */
    record Unmappable(String reason) implements MappingResult {}

    /**
     * A value of a contact that could not be used.
     *
     * @param field the target field, or {@code tags.NAME}
     * @param reason the reason, without the value
     */
    record Warning(String field, String reason) {}
}
