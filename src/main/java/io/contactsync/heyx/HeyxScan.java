package io.contactsync.heyx;

import io.contactsync.connector.Scan;
import io.contactsync.connector.SourceException;
import io.contactsync.contact.Contact;
import io.contactsync.contact.SourceItem;
import io.contactsync.support.UnicodeText;
import java.util.Collections;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * One pass over the contacts of a HeyX source. All contacts are read before the first one is returned.
 *
 * <p>If the list changed while it was read, the contacts that were found are returned without a resume position, and
 * then the scan fails. Contacts that were not found are therefore not treated as missing, and the next run reads from
 * the beginning.
 */
final class HeyxScan implements Scan {

    private final StableListing listing;
    private final @Nullable String position;
    private @Nullable Iterator<Contact> contacts;
    private String previousId;
    /** The number of items without a usable id since {@link #previousId}. */
    private int withoutId;

    HeyxScan(StableListing gathering, @Nullable String position) {
        this.listing = gathering;
        this.position = position == null || position.isEmpty() ? null : position;
        this.previousId = position == null ? "" : position;
    }

    @Override
    public boolean fromStart() {
        return position == null;
    }

    @Override
    public boolean hasNext() {
        if (iterator().hasNext()) {
            return true;
        }
        if (!listing.isComplete()) {
            throw new SourceException(listing.incompleteMessage() + "; these were synced, run again for the others");
        }
        return false;
    }

    @Override
    public SourceItem next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        Contact next = iterator().next();
        if (!UnicodeText.isWellFormed(next.id())) {
            return invalid();
        }
        previousId = next.id();
        withoutId = 0;
        return listing.isComplete() ? next : new Contact(next.id(), next.fields(), "");
    }

    /** An item whose id cannot be written; its location is given by the contact before it. */
    private SourceItem invalid() {
        String location = previousId.isEmpty() ? "at the start" : "behind contact " + previousId;
        String which = "item " + ++withoutId + " " + location;
        return new SourceItem.Invalid(which, SourceItem.HALF_PAIR, listing.isComplete() ? previousId : "");
    }

    private Iterator<Contact> iterator() {
        Iterator<Contact> current = contacts;
        if (current == null) {
            listing.read();
            current = (position == null
                            ? listing.contacts()
                            : listing.contacts().tailMap(position, false))
                    .values()
                    .iterator();
            contacts = current;
        }
        return current;
    }

    @Override
    public boolean hasSeen(String id) {
        return listing.contacts().containsKey(id);
    }

    @Override
    public void close() {
        contacts = Collections.emptyIterator();
    }
}
