package io.contactsync.ledger;

import java.time.Instant;

/**
 * Something that once happened to a contact, as its history tells it.
 *
 * @param channel the channel it happened on
 * @param run the run that did it; 0 when it was no run
 * @param at when
 * @param what what happened, without the contact's values
 */
public record PastEvent(String channel, int run, Instant at, String what) {}
