package io.contactsync.road.preparation;

import io.contactsync.contact.Contact;
import io.contactsync.contact.Draft;
import io.contactsync.contact.Missing;
import io.contactsync.contact.Reading;
import io.contactsync.mapping.expression.Warning;
import java.util.List;

/** A reading as one channel sees it, before anything is asked or sent. */
public sealed interface Prepared {

    /**
     * What was read.
     *
     * @return the reading this came from
     */
    Reading reading();

    /**
     * A contact of this channel.
     *
     * @param reading the contact
     * @param draft what shall be true in the target
     * @param warnings what was left out of the draft
     */
    record Mapped(Contact reading, Draft draft, List<Warning> warnings) implements Prepared {}

    /**
     * A contact that {@code when} gives to other channels.
     *
     * @param reading the contact
     */
    record NotOurs(Contact reading) implements Prepared {}

    /**
     * Something that cannot be mapped.
     *
     * @param reading what was read
     * @param reason why not
     */
    record Unusable(Reading reading, String reason) implements Prepared {}

    /**
     * A contact that is gone from the source.
     *
     * @param reading the gap
     */
    record Gone(Missing reading) implements Prepared {}
}
