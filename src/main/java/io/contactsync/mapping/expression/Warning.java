package io.contactsync.mapping.expression;

/**
 * A value that a contact has but that was not good enough to send.
 *
 * @param field the target's field, or {@code tags.NAME}
 * @param reason why, without the value
 */
public record Warning(String field, String reason) {}
