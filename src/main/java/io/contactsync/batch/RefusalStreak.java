package io.contactsync.batch;

import java.util.ArrayList;
import java.util.List;

/**
 * Watches for refusals that are all the same: twenty in a row say that the job is wrong and not the contacts. For
 * several threads.
 */
public final class RefusalStreak {

    /** So many equal refusals in a row stop a run. */
    public static final int LIMIT = 20;

    private final List<String> sourceIds = new ArrayList<>();
    private String message = "";

    /**
     * Notes a refusal by the target.
     *
     * @param sourceId the contact that was refused
     * @param said the target's words, without the contact's values
     * @return all contacts of the streak when it is too long, else an empty list; those in hand when it becomes too
     *     long may make it longer still
     */
    public synchronized List<String> addRefusal(String sourceId, String said) {
        if (!said.equals(message)) {
            sourceIds.clear();
            message = said;
        }
        sourceIds.add(sourceId);
        return sourceIds.size() >= LIMIT ? List.copyOf(sourceIds) : List.of();
    }

    /** Notes that a contact got through. */
    public synchronized void reset() {
        sourceIds.clear();
        message = "";
    }
}
