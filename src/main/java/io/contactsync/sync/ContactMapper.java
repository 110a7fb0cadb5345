package io.contactsync.sync;

import io.contactsync.contact.Contact;
import io.contactsync.contact.SourceItem;
import io.contactsync.mapping.Condition;
import io.contactsync.mapping.Mapping;
import io.contactsync.mapping.MappingResult;

/** Maps what was read for one channel. Pure; for several threads. */
public final class ContactMapper {

    private final Mapping mapping;
    private final Condition when;

    /**
     * Prepares for a channel.
     *
     * @param mapping the job's mapping
     * @param when which contacts are the channel's
     */
    public ContactMapper(Mapping mapping, Condition when) {
        this.mapping = mapping;
        this.when = when;
    }

    /**
     * Prepares one reading.
     *
     * @param reading what the source gave
     * @return what the channel makes of it
     */
    public MappedContact map(SourceItem reading) {
        if (reading instanceof SourceItem.Invalid unreadable) {
            return new MappedContact.Invalid(unreadable, unreadable.reason());
        }
        return reading instanceof SourceItem.Missing missing ? new MappedContact.Missing(missing) : map((Contact) reading);
    }

    private MappedContact map(Contact contact) {
        try {
            if (!when.holds(contact)) {
                return new MappedContact.Excluded(contact);
            }
        } catch (Condition.ConditionException e) {
            return new MappedContact.Invalid(contact, String.valueOf(e.getMessage()));
        }
        MappingResult drafted = mapping.map(contact);
        return drafted instanceof MappingResult.Ok ok
                ? new MappedContact.Mapped(contact, ok.draft(), ok.warnings())
                : new MappedContact.Invalid(contact, ((MappingResult.Unmappable) drafted).reason());
    }
}
