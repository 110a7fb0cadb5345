package io.contactsync.sync;

import io.contactsync.contact.Contact;
import io.contactsync.contact.Draft;
import io.contactsync.contact.SourceItem;
import io.contactsync.mapping.MappingResult;
import java.util.List;

/** A source item after the mapping of one channel. */
public sealed interface MappedContact {

    /** The item that was mapped. */
    SourceItem source();

    /**
     * A contact of this channel.
     *
     * @param draft its desired state in the target
     * @param warnings values that were left out of the draft
     */
    record Mapped(Contact source, Draft draft, List<MappingResult.Warning> warnings) implements MappedContact {}

    /** A contact that the channel's {@code when} excludes. */
    record Excluded(Contact source) implements MappedContact {}

    /** An item that cannot be read or mapped. */
    record Invalid(SourceItem source, String reason) implements MappedContact {}

    /** A contact that is missing from the source. */
    record Missing(SourceItem.Missing source) implements MappedContact {}
}
