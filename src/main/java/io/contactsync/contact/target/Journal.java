package io.contactsync.contact.target;

import java.util.Collection;

/**
 * Where a target writes down the steps of one contact. Every method returns only when what it says is on disk, so that
 * a process killed right afterwards does not forget it.
 */
public interface Journal {

    /** A create is about to be sent. */
    void creating();

    /** The create that was about to be sent was certainly not done, or never sent. */
    void notCreated();

    /**
     * The target has created the contact.
     *
     * @param targetId the new contact's id in the target
     * @param fields the names of the fields that went along
     */
    void created(String targetId, Collection<String> fields);

    /**
     * Fields of the contact were written.
     *
     * @param fields their names
     */
    void updated(Collection<String> fields);

    /**
     * Tags were added.
     *
     * @param tags the tags
     */
    void tagsAdded(Collection<String> tags);

    /**
     * Tags were removed.
     *
     * @param tags the tags
     */
    void tagsRemoved(Collection<String> tags);
}
