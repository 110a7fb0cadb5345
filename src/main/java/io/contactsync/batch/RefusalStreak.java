package io.contactsync.batch;

import java.util.ArrayList;
import java.util.List;

/**
 * Counts identical refusals in a row. {@value #LIMIT} of them show that the job is wrong and not the contacts.
 * Thread-safe.
 */
final class RefusalStreak {

    /** This many identical refusals in a row stop a run. */
    static final int LIMIT = 20;

    private final List<String> sourceIds = new ArrayList<>();
    private String message = "";

    /**
     * Adds a refusal by the target.
     *
     * @param reason the target's message, without the contact's values
     * @return all contacts of the streak once it has reached the limit, else an empty list; contacts in progress at
     *     that time may make it longer
     */
    synchronized List<String> addRefusal(String sourceId, String reason) {
        if (!reason.equals(message)) {
            sourceIds.clear();
            message = reason;
        }
        sourceIds.add(sourceId);
        return sourceIds.size() >= LIMIT ? List.copyOf(sourceIds) : List.of();
    }

    /** Ends the streak, because a contact was not refused. */
    synchronized void reset() {
        sourceIds.clear();
        message = "";
    }
}
