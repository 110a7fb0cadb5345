package io.contactsync.mapping.expression;

/**
 * A value of a contact that could not be used.
 *
 * @param field the target field, or {@code tags.NAME}
 * @param reason the reason, without the value
 */
public record Warning(String field, String reason) {}
