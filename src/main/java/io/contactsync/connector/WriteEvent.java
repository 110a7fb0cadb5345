package io.contactsync.connector;

import java.util.List;

/** A step in which a target writes one contact. */
public sealed interface WriteEvent {

    /** A create is about to be sent. */
    record Creating() implements WriteEvent {}

    /** The create that was about to be sent was certainly not done, or never sent. */
    record NotCreated() implements WriteEvent {}

    /**
     * The target has created the contact.
     *
     * @param targetId the new contact's id in the target
     * @param fields the names of the fields that were sent along
     */
    record Created(String targetId, List<String> fields) implements WriteEvent {}

    /** Fields of the contact were written; {@code fields} are their names. */
    record FieldsUpdated(List<String> fields) implements WriteEvent {}

    /** Tags were added. */
    record TagsAdded(List<String> tags) implements WriteEvent {}

    /** Tags were removed. */
    record TagsRemoved(List<String> tags) implements WriteEvent {}
}
