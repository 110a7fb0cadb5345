package io.contactsync.contact;

/** One thing that a scan of a source came upon: a contact, something that is no contact, or a gap. */
public sealed interface SourceItem permits Contact, SourceItem.Invalid, SourceItem.Missing {

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

    /**
     * A contact that was carried before and that a complete scan has not come upon.
     *
     * @param id the contact's id in the source
     * @param position where a scan resumes after it
     */
    record Missing(String id, String position) implements SourceItem {}

    /**
     * Something in a source that cannot be a contact: a row with too many cells, an item without an id.
     *
     * @param id words that name the place, such as {@code line 7}
     * @param reason what is wrong with it, for the person who has to mend it
     * @param position where a scan resumes after it
     */
    record Invalid(String id, String reason, String position) implements SourceItem {}
}
