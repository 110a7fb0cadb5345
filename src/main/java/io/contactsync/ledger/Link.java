package io.contactsync.ledger;

import io.contactsync.contact.Outcome;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The link of a source contact to a target contact on one channel.
 *
 * @param sourceId the contact's id in the source
 * @param targetId the contact's id in the target; null while only the intent to create it is known
 * @param state the progress of the contact
 * @param known the known state of the target contact
 * @param draft the hash of the draft that was settled last, to detect an unchanged contact at once; of an intent, the
 *     hash of the match value by which the created contact can be looked up
 * @param run the run that last wrote the link
 * @param outcome the contact's outcome in that run
 * @param intendedAt when the create was about to be sent; null if the contact was found
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
    /** The progress of a contact on its channel. */
    public enum State {
        /** A create was about to be sent. It is not known whether it was done. */
        INTENDED,
        /** The contact was created. Fields or tags may still have to be sent. */
        CREATED,
        /** The contact was found in the target. Fields or tags may still have to be sent. */
        FOUND,
        /** The target contact matches the draft. */
        SETTLED
    }
}
