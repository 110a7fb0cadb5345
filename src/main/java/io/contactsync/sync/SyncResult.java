package io.contactsync.sync;

import io.contactsync.connector.LookupResult;
import io.contactsync.contact.Outcome;
import io.contactsync.contact.Refusal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How one contact's road ended.
 *
 * @param outcome what became of it
 * @param refusal why it was rejected; null for every other outcome
 * @param refusedByTarget whether the target itself refused it
 */
public record SyncResult(Outcome outcome, @Nullable Refusal refusal, boolean refusedByTarget) {

    static SyncResult of(Outcome outcome) {
        return new SyncResult(outcome, null, false);
    }

    static SyncResult rejected(String reason) {
        return new SyncResult(Outcome.REJECTED, new Refusal(reason, 0), false);
    }

    /** For a contact that was not found, and is not known to be absent either. */
    static SyncResult rejected(LookupResult sighting) {
        return sighting instanceof LookupResult.Refused refused
                ? refused(refused.refusal())
                : rejected(((LookupResult.Unclear) sighting).reason());
    }

    /** For a contact that is found as one that another is linked to, if it is. */
    static Optional<SyncResult> takenBy(Optional<String> owner, String sourceId, String targetId) {
        return owner.filter(other -> !other.equals(sourceId))
                .map(other -> rejected("would become the same contact as " + other + ": both are " + targetId));
    }

    static SyncResult notShown() {
        return refused(new Refusal("the target does not show the contact that it has just created", 1));
    }

    /** Refused on the way to the target; by the target itself if it was asked at all. */
    static SyncResult refused(Refusal refusal) {
        return new SyncResult(Outcome.REJECTED, refusal, refusal.attempts() > 0);
    }
}
