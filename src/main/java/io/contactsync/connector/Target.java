package io.contactsync.connector;

import io.contactsync.contact.CallKind;
import io.contactsync.contact.Change;
import io.contactsync.contact.Draft;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Where contacts go. Calls may be made from several threads, never two at once about one contact. */
public interface Target extends AutoCloseable {

    /**
     * Asks whether the target already has a contact, by the job's match fields in their order.
     *
     * @param draft what shall be true
     * @param notAsked match fields that are not asked for, because their value belongs to another link
     * @return what was found
     */
    LookupResult find(Draft draft, Set<String> notAsked);

    /**
     * Finds out whether a create whose answer was lost has been done: asks for the first match field that has a value,
     * again and again, until it is found or long enough nothing was found.
     *
     * @param draft what was to be created
     * @param age how long ago the create was sent
     * @return the contact, none when it was not created, or {@link LookupResult.Unclear} when it cannot be asked for
     */
    LookupResult resolveLostCreate(Draft draft, Duration age);

    /**
     * Carries a change out, step by step.
     *
     * @param change what to do
     * @param listener called after each step, before the next
     * @return how it ended
     */
    WriteResult write(Change change, WriteListener listener);

    /**
     * Deletes a contact; doing it twice is as good as once.
     *
     * @param targetId the contact's id in the target
     * @return done, vanished when it was not there any more, or refused
     * @throws UnsupportedOperationException if nothing can be deleted in this target
     */
    default WriteResult delete(String targetId) {
        throw new UnsupportedOperationException("nothing can be deleted in this target");
    }

    /**
     * The calls that {@link #write} makes where nothing fails.
     *
     * @param change what to do
     * @return the number of calls by kind; kinds without calls are absent
     */
    Map<CallKind, Integer> expectedCalls(Change change);

    /**
     * The target's contacts as they are now.
     *
     * @return nothing when this target cannot be read back
     */
    default Optional<ReadBack> readBack() {
        return Optional.empty();
    }

    /**
     * Tells whether every run writes all contacts anew. Then {@link #write} gets each contact whole, in the source's
     * order, one at a time: every field and tag, no id in the target; and {@link WriteEvent.Created} is its only event.
     *
     * @return true for a file, false for a service that keeps what it has
     */
    default boolean isSnapshot() {
        return false;
    }

    /**
     * Called before the first {@link #write} of each part of a run.
     *
     * @param settled how many contacts of the run were put and need not come again; what was put behind them does
     * @return false when a target that is rebuilt does not have these any more: then all have to come again
     */
    default boolean resume(long settled) {
        return true;
    }

    /** Called when the run is complete: nothing is put any more. */
    default void complete() {}

    @Override
    void close();
}
