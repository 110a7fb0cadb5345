package io.contactsync.contact;

/**
 * Why a target did not execute a call for one contact.
 *
 * @param message the target's message, or why the call failed
 * @param attempts the number of attempts; 0 if nothing was sent
 */
public record Refusal(String message, int attempts) {}
