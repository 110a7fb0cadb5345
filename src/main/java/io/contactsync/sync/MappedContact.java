package io.contactsync.sync;

import io.contactsync.contact.Contact;
import io.contactsync.contact.Draft;
import io.contactsync.contact.SourceItem;
import io.contactsync.mapping.MappingResult;
import java.util.List;

/** A reading as one channel sees it, before anything is asked or sent. */
public sealed interface MappedContact {

    /**
     * What was read.
     *
     * @return the reading this came from
     */
    SourceItem source();

    /**
     * A contact of this channel.
     *
     * @param reading the contact
     * @param draft what shall be true in the target
     * @param warnings what was left out of the draft
     */
    record Mapped(Contact source, Draft draft, List<MappingResult.Warning> warnings) implements MappedContact {}

    /**
     * A contact that {@code when} gives to other channels.
     *
     * @param reading the contact
     */
    record Excluded(Contact source) implements MappedContact {}

    /**
     * Something that cannot be mapped.
     *
     * @param reading what was read
     * @param reason why not
     */
    record Invalid(SourceItem source, String reason) implements MappedContact {}

    /**
     * A contact that is gone from the source.
     *
     * @param reading the gap
     */
    record Missing(SourceItem.Missing source) implements MappedContact {}
}
