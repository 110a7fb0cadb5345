package io.contactsync.road.preparation;

import io.contactsync.contact.Contact;
import io.contactsync.contact.Missing;
import io.contactsync.contact.Reading;
import io.contactsync.contact.Unreadable;
import io.contactsync.mapping.Condition;
import io.contactsync.mapping.Drafted;
import io.contactsync.mapping.Mapping;

/** Maps what was read for one channel. Pure; for several threads. */
public final class Preparation {

    private final Mapping mapping;
    private final Condition when;

    /**
     * Prepares for a channel.
     *
     * @param mapping the job's mapping
     * @param when which contacts are the channel's
     */
    public Preparation(Mapping mapping, Condition when) {
        this.mapping = mapping;
        this.when = when;
    }

    /**
     * Prepares one reading.
     *
     * @param reading what the source gave
     * @return what the channel makes of it
     */
    public Prepared of(Reading reading) {
        if (reading instanceof Unreadable unreadable) {
            return new Prepared.Unusable(unreadable, unreadable.reason());
        }
        return reading instanceof Missing missing ? new Prepared.Gone(missing) : of((Contact) reading);
    }

    private Prepared of(Contact contact) {
        try {
            if (!when.holds(contact)) {
                return new Prepared.NotOurs(contact);
            }
        } catch (Condition.ConditionException e) {
            return new Prepared.Unusable(contact, String.valueOf(e.getMessage()));
        }
        Drafted drafted = mapping.map(contact);
        return drafted instanceof Drafted.Ok ok
                ? new Prepared.Mapped(contact, ok.draft(), ok.warnings())
                : new Prepared.Unusable(contact, ((Drafted.Unmappable) drafted).reason());
    }
}
