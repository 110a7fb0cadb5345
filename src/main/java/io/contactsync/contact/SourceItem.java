package io.contactsync.contact;

/** One item of a scan: a contact, an invalid item, or a contact that is missing from the source. */
public sealed interface SourceItem permits Contact, SourceItem.Invalid, SourceItem.Missing {

    /**
     * Why an item is invalid whose id is not well-formed Unicode: two such ids could not be told apart when written.
     */
    String HALF_PAIR = "has an id with half of a surrogate pair, which is not a character: give it another id";

    /**
     * The id under which results and rejects list the item.
     *
     * @return the contact's id in the source, or the location of an invalid item
     */
    String id();

    /**
     * The position from which a scan resumes after this item.
     *
     * @return opaque text that only its source can interpret
     */
    String position();

    /**
     * A contact that was synced before and that a complete scan of the source did not return.
     *
     * @param id the contact's id in the source
     * @param position the position from which a scan resumes after it
     */
    record Missing(String id, String position) implements SourceItem {}

    /**
     * An item that is not a valid contact, such as a row with too many cells or an item without an id.
     *
     * @param id its location in the source, such as {@code line 7}
     * @param reason what is wrong with it, for the person who has to correct it
     * @param position the position from which a scan resumes after it
     */
    record Invalid(String id, String reason, String position) implements SourceItem {}
}
