package io.contactsync.sync;

import io.contactsync.contact.Contact;
import io.contactsync.contact.SourceItem;
import io.contactsync.mapping.Condition;
import io.contactsync.mapping.Mapping;
import io.contactsync.mapping.MappingResult;

/** Maps source items for one channel. Has no side effects; thread-safe. */
public final class ContactMapper {

    private final Mapping mapping;
    private final Condition when;

    /**
     * Creates the mapper of one channel.
     *
     * @param when selects the channel's contacts
     */
    public ContactMapper(Mapping mapping, Condition when) {
        this.mapping = mapping;
        this.when = when;
    }

    /** Maps one item. */
    public MappedContact map(SourceItem item) {
        if (item instanceof SourceItem.Invalid invalid) {
            return new MappedContact.Invalid(invalid, invalid.reason());
        }
        return item instanceof SourceItem.Missing missing ? new MappedContact.Missing(missing) : map((Contact) item);
    }

    private MappedContact map(Contact contact) {
        try {
            if (!when.holds(contact)) {
                return new MappedContact.Excluded(contact);
            }
        } catch (Condition.ConditionException e) {
            return new MappedContact.Invalid(contact, String.valueOf(e.getMessage()));
        }
        MappingResult result = mapping.map(contact);
        return result instanceof MappingResult.Ok ok
                ? new MappedContact.Mapped(contact, ok.draft(), ok.warnings())
                : new MappedContact.Invalid(contact, ((MappingResult.Unmappable) result).reason());
    }
}
