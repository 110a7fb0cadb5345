package io.contactsync.road;

import io.contactsync.contact.Outcome;
import io.contactsync.contact.target.Refusal;
import io.contactsync.contact.target.Sighting;
import java.util.Optional;
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

    /** For a contact that was not found, and is not known to be absent either. */
    static Arrival rejected(Sighting sighting) {
        return sighting instanceof Sighting.Refused refused
                ? refused(refused.refusal())
                : rejected(((Sighting.Unclear) sighting).reason());
    }

    /** For a contact that is found as one that another is linked to, if it is. */
    static Optional<Arrival> takenBy(Optional<String> owner, String sourceId, String targetId) {
        return owner.filter(other -> !other.equals(sourceId))
                .map(other -> rejected("would become the same contact as " + other + ": both are " + targetId));
    }

    static Arrival notShown() {
        return refused(new Refusal("the target does not show the contact that it has just created", 1));
    }

    /** Refused on the way to the target; by the target itself if it was asked at all. */
    static Arrival refused(Refusal refusal) {
        return new Arrival(Outcome.REJECTED, refusal, refusal.attempts() > 0);
    }
}
