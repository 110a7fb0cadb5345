package io.contactsync.connector;

import java.util.List;

/** A step in writing one contact to a target. */
public sealed interface WriteEvent {

    /** A create is about to be sent. */
    record Creating() implements WriteEvent {}

    /** The announced create was not executed for certain, or was never sent. */
    record NotCreated() implements WriteEvent {}

    /**
     * The target has created the contact.
     *
     * @param targetId the new contact's id in the target
     * @param fields the names of the fields in the create
     */
    record Created(String targetId, List<String> fields) implements WriteEvent {}

    /** Fields of the contact were written; {@code fields} are their names. */
    record FieldsUpdated(List<String> fields) implements WriteEvent {}

    /** Tags were added. */
    record TagsAdded(List<String> tags) implements WriteEvent {}

    /** Tags were removed. */
    record TagsRemoved(List<String> tags) implements WriteEvent {}
}
