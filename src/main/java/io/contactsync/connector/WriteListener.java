package io.contactsync.connector;

/** Is notified of the steps in writing one contact to a target. */
public interface WriteListener {

    /**
     * Called after each step, and before a create. Events whose loss could lose or duplicate a contact
     * ({@link WriteEvent.Creating}, {@link WriteEvent.Created}) are on disk when this returns.
     *
     * @throws IllegalStateException if this event is not possible here
     */
    void onEvent(WriteEvent event);
}
