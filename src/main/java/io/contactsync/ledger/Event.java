package io.contactsync.ledger;

import java.time.Instant;

/**
 * Something that happened to a contact on a channel.
 *
 * @param sourceId the contact's id in the source
 * @param run the run in which it happened
 * @param at when
 * @param what what happened, without the contact's values
 */
public record Event(String sourceId, int run, Instant at, String what) {}
