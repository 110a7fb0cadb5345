package io.contactsync.ledger;

import java.time.Instant;

/**
 * A rejected contact.
 *
 * @param sourceId the contact's id in the source, or the position of an unreadable contact
 * @param channel the channel's name
 * @param reason the reason, in words that the operator can act on, without the contact's values
 * @param attempts the number of calls that were tried; may be 0
 * @param run the run that last rejected it
 * @param at when it was last rejected
 */
public record Reject(String sourceId, String channel, String reason, int attempts, int run, Instant at) {}
