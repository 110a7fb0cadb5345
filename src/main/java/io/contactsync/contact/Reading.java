package io.contactsync.contact;

/** One thing that a scan of a source came upon: a contact, something that is no contact, or a gap. */
public sealed interface Reading permits Contact, Unreadable, Missing {

    /**
     * The id under which the sheet and the rejects name it.
     *
     * @return the contact's id in the source, or words that say where the unreadable thing stands
     */
    String id();

    /**
     * Where a scan resumes so that this one is not read again.
     *
     * @return text that only the source it came from can read
     */
    String position();
}
