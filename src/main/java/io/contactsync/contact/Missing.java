package io.contactsync.contact;

/**
 * A contact that was carried before and that a complete scan has not come upon.
 *
 * @param id the contact's id in the source
 * @param position where a scan resumes after it
 */
public record Missing(String id, String position) implements Reading {}
