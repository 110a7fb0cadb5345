package io.contactsync.ledger.journal;

/**
 * A contact on one channel.
 *
 * @param channel the channel's number
 * @param sourceId the contact's id in the source
 */
record Contact(int channel, String sourceId) {

    static Contact of(Step step) {
        return new Contact(step.channel(), step.sourceId());
    }
}
