package io.contactsync.contact;

/**
 * What a target said when it would not do something for one contact.
 *
 * @param message the target's own words, or what went wrong on the way to it
 * @param attempts how often it was tried; 0 when nothing was sent
 */
public record Refusal(String message, int attempts) {}
