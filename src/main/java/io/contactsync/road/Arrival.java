package io.contactsync.road;

import io.contactsync.contact.Outcome;
import io.contactsync.contact.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * How one contact's road ended.
 *
 * @param outcome what became of it
 * @param refusal why it was rejected; null for every other outcome
 * @param refusedByTarget whether the target itself refused it
 */
public record Arrival(Outcome outcome, @Nullable Refusal refusal, boolean refusedByTarget) {

    static Arrival at(Outcome outcome) {
        return new Arrival(outcome, null, false);
    }

    static Arrival rejected(String reason) {
        return new Arrival(Outcome.REJECTED, new Refusal(reason, 0), false);
    }

    /** Refused on the way to the target; by the target itself if it was asked at all. */
    static Arrival refused(Refusal refusal) {
        return new Arrival(Outcome.REJECTED, refusal, refusal.attempts() > 0);
    }
}
