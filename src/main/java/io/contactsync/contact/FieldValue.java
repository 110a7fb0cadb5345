package io.contactsync.contact;

/**
 * A field and the value that is sent for it.
 *
 * @param name the target's name of the field
 * @param value text, a {@link Number} or a {@link Boolean}; empty text clears the field
 */
public record FieldValue(String name, Object value) {}
