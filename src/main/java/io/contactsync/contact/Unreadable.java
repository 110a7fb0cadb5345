package io.contactsync.contact;

/**
 * Something in a source that cannot be a contact: a row with too many cells, an item without an id.
 *
 * @param id words that name the place, such as {@code line 7}
 * @param reason what is wrong with it, for the person who has to mend it
 * @param position where a scan resumes after it
 */
public record Unreadable(String id, String reason, String position) implements Reading {}
