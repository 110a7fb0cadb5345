package io.contactsync.connector;

/** The condition that a field has a certain value. Contacts can be listed by it. */
public record FieldFilter(String field, String value) {}
