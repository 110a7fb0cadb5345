package io.contactsync.ledger;

import java.time.Instant;

/**
 * A contact that was refused.
 *
 * @param sourceId the contact's id in the source, or words for where an unreadable one stands
 * @param channel the channel that it was refused on
 * @param reason why, in words a person can act on, without the contact's values
 * @param attempts how often a call was tried; 0 when none was made
 * @param run the run that refused it last
 * @param at when that was
 */
public record Reject(String sourceId, String channel, String reason, int attempts, int run, Instant at) {}
