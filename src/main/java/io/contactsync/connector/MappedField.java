package io.contactsync.connector;

/**
 * A field of the target and where its value comes from.
 *
 * @param name the target's name of the field
 * @param expression the expression over the contact's fields
 */
public record MappedField(String name, String expression) {}
