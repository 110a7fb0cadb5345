package io.contactsync.connector;

/**
 * The condition that a field has a certain value, by which contacts can be listed.
 *
 * @param field the field
 * @param value its value
 */
public record FieldFilter(String field, String value) {}
