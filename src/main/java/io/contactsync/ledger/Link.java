package io.contactsync.ledger;

import io.contactsync.contact.Outcome;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What ties a contact of the source to one of the target, on one channel.
 *
 * @param sourceId the contact's id in the source
 * @param targetId the contact's id in the target; null as long as a create is only intended
 * @param phase how far the contact has come
 * @param known what the target is known to hold
 * @param draft the hash of the draft that was settled last, for telling at once that nothing has changed; of an intent,
 *     the hash of the match value by which its create can be asked for
 * @param run the run that wrote the link last
 * @param outcome what became of the contact in that run
 * @param intendedAt when the contact's create was about to be sent; null when the contact was found
 */
public record Link(
        String sourceId,
        @Nullable String targetId,
        State state,
        KnownState known,
        String draft,
        int run,
        Outcome outcome,
        @Nullable Instant intendedAt) {
    /** How far a contact has come on its channel. */
    public enum State {
        /** A create was about to be sent; whether it was done is not known. */
        INTENDED,
        /** The contact was created; further fields or tags may be outstanding. */
        CREATED,
        /** The contact was found in the target; fields or tags may be outstanding. */
        FOUND,
        /** Everything that was to be done is done. */
        SETTLED
    }
}
