package io.contactsync.jobfile.setting;

/**
 * The condition that a HeyX field has a certain value, by which contacts can be listed.
 *
 * @param field the field
 * @param value its value
 */
public record FieldIs(String field, String value) {}
