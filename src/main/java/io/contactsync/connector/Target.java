package io.contactsync.connector;

import io.contactsync.contact.CallKind;
import io.contactsync.contact.Change;
import io.contactsync.contact.Draft;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A target of contacts. Several threads may call it, but never two at the same time for the same contact. */
public interface Target extends AutoCloseable {

    /**
     * Looks up a contact by the job's match fields, in their order.
     *
     * @param excludedFields match fields that are not used
     * @param pause waits between the requests of {@link Freshness#SETTLED}
     */
    LookupResult find(Draft draft, Set<String> excludedFields, Freshness freshness, Pause pause);

    /**
     * Determines whether a create whose response was lost has created the contact. Looks it up repeatedly by the first
     * match field that has a value, until it is found or the target would certainly show it, which takes about 30 s.
     *
     * @param draft what was to be created
     * @param sender who sent the create
     * @return the contact; not found if it was not created; {@link LookupResult.Unclear} if it cannot be looked up
     */
    LookupResult resolveLostCreate(Draft draft, CreateSender sender, Pause pause);

    /** Who sent a create. */
    enum CreateSender {

        /** This process, just now: the lookups begin when the contact may be visible. */
        THIS_PROCESS,

        /** An earlier process, at an unknown time: the 30 s begin with the first lookup. */
        EARLIER_PROCESS
    }

    /**
     * Writes a change, step by step.
     *
     * @param listener called after each step, before the next one
     */
    WriteResult write(Change change, WriteListener listener);

    /**
     * Deletes a contact. Idempotent.
     *
     * @return done, not found if it no longer existed, or refused
     * @throws UnsupportedOperationException if this target does not support deletion
     */
    default WriteResult delete(String targetId) {
        throw new UnsupportedOperationException("this target does not support deletion");
    }

    /**
     * The calls that {@link #write} makes if none fails.
     *
     * @return the number of calls by kind; kinds without calls are absent
     */
    Map<CallKind, Integer> expectedCalls(Change change);

    /**
     * Reads the target's contacts as they are now.
     *
     * @return empty if the target cannot be read back
     */
    default Optional<ReadBack> readBack() {
        return Optional.empty();
    }

    /**
     * Returns true if every run rewrites all contacts, as for a file; false for a service that keeps its contacts. For
     * a snapshot target, {@link #write} is called for one contact at a time, in the source's order, with every field
     * and tag and without a target id, and {@link WriteEvent.Created} is its only event.
     */
    default boolean isSnapshot() {
        return false;
    }

    /**
     * Called before the first {@link #write} of a run, and again when the run is resumed.
     *
     * @param settled the number of contacts of this run that are written and recorded; those written after them are
     *     written again
     * @return false if a snapshot target no longer has these contacts: then all contacts have to be written again
     */
    default boolean resume(long settled) {
        return true;
    }

    /** Called when the run is complete. No contact is written after it. */
    default void complete() {}

    @Override
    void close();
}
