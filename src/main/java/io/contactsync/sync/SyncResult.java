package io.contactsync.sync;

import io.contactsync.connector.LookupResult;
import io.contactsync.contact.Outcome;
import io.contactsync.contact.Refusal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The result of syncing one contact.
 *
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

    /** For a lookup that was refused or unclear. */
    static SyncResult rejected(LookupResult lookup) {
        return lookup instanceof LookupResult.Refused refused
                ? refused(refused.refusal())
                : rejected(((LookupResult.Unclear) lookup).reason());
    }

    /** A rejection if the target's contact is linked to another contact of the source; empty otherwise. */
    static Optional<SyncResult> linkedToOther(Optional<String> owner, String sourceId, String targetId) {
        return owner.filter(other -> !other.equals(sourceId))
                .map(other -> rejected("would become the same contact as " + other + ": both are " + targetId));
    }

    /** For a contact that was created moments ago and that the target does not return yet. */
    static SyncResult notVisible() {
        return refused(new Refusal("the target does not show the contact that it has just created", 1));
    }

    /** For a refused call. Without an attempt, the refusal is not the target's. */
    static SyncResult refused(Refusal refusal) {
        return new SyncResult(Outcome.REJECTED, refusal, refusal.attempts() > 0);
    }
}
