package io.contactsync.ledger.step;

/**
 * A contact on one channel.
 *
 * @param channel the channel's number
 * @param sourceId the contact's id in the source
 */
public record Contact(int channel, String sourceId) {

    /**
     * Whom a step is about.
     *
     * @param step the step
     * @return its contact
     */
    public static Contact of(Step step) {
        return new Contact(step.channel(), step.sourceId());
    }
}
