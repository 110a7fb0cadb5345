package io.contactsync.connector;

/** Listens to the steps in which a target writes one contact. */
public interface WriteListener {

    /**
     * Called after each step, and before a create. What would cost a contact or a duplicate if it were forgotten
     * ({@link WriteEvent.Creating}, {@link WriteEvent.Created}) is on disk when this returns.
     *
     * @param event what happened
     * @throws IllegalStateException if this event cannot happen here
     */
    void onEvent(WriteEvent event);
}
