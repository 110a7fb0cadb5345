package io.contactsync.mapping;

import io.contactsync.contact.Draft;
import io.contactsync.mapping.expression.Warning;
import java.util.List;

/** What a mapping made of a contact. */
public sealed interface Drafted {

    /**
     * The contact has a draft.
     *
     * @param draft what shall be true in the target
     * @param warnings what was left out of it, each once
     */
    record Ok(Draft draft, List<Warning> warnings) implements Drafted {

        /** Takes an unmodifiable copy. */
        public Ok {
            warnings = List.copyOf(warnings);
        }
    }

    /**
     * The contact cannot be mapped.
     *
     * @param reason which field or tag of the job file failed and why, without the contact's values
     */
    record Unmappable(String reason) implements Drafted {}
}
