package io.contactsync.ledger.step;

import io.contactsync.ledger.link.Link;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something that happened to one contact on one channel, as the journal keeps it. */
public sealed interface Step {

    /** The channel's number. */
    int channel();

    /** The contact's id in the source. */
    String sourceId();

    /**
     * A contact has a link now, or another one than before. A settled one ends its reject.
     *
     * @param channel the channel's number
     * @param link the link as it is now
     * @param matches the hashes of its match values, or null where they have not changed
     * @param run the run that did it
     * @param at when, in epoch milliseconds
     * @param what what happened, for the contact's history, without its values
     */
    record Put(int channel, Link link, @Nullable List<String> matches, int run, long at, String what) implements Step {
        @Override
        public String sourceId() {
            return link.sourceId();
        }
    }

    /**
     * A contact has no link any more.
     *
     * @param channel the channel's number
     * @param sourceId the contact's id in the source
     * @param run the run that did it
     * @param at when, in epoch milliseconds
     * @param what why, for the contact's history
     */
    record Drop(int channel, String sourceId, int run, long at, String what) implements Step {}

    /**
     * A contact was rejected.
     *
     * @param channel the channel's number
     * @param sourceId the contact's id in the source
     * @param run the run that did it
     * @param at when, in epoch milliseconds
     * @param reason why, without the contact's values
     * @param attempts how often a call was tried
     */
    record Refuse(int channel, String sourceId, int run, long at, String reason, int attempts) implements Step {}

    /**
     * A contact is rejected no more.
     *
     * @param channel the channel's number
     * @param sourceId the contact's id in the source
     */
    record Forgive(int channel, String sourceId) implements Step {}
}
