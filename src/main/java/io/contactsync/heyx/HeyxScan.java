package io.contactsync.heyx;

import io.contactsync.connector.Scan;
import io.contactsync.connector.SourceException;
import io.contactsync.contact.Contact;
import io.contactsync.contact.SourceItem;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * One pass over the contacts of a HeyX source, all of them gathered before the first is given out.
 *
 * <p>If the list did not hold still, those that were gathered are given out, without a position to resume at, and then
 * the scan fails: who did not come is not called missing, and the next run reads from the start.
 */
final class HeyxScan implements Scan {

    private final StableListing listing;
    private final @Nullable String position;
    private @Nullable Iterator<Contact> contacts;

    HeyxScan(StableListing gathering, @Nullable String position) {
        this.listing = gathering;
        this.position = position == null || position.isEmpty() ? null : position;
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
            throw new SourceException(listing.incompleteMessage() + "; those were carried, run again for the others");
        }
        return false;
    }

    @Override
    public SourceItem next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        Contact next = iterator().next();
        return listing.isComplete() ? next : new Contact(next.id(), next.fields(), "");
    }

    private Iterator<Contact> iterator() {
        Iterator<Contact> known = contacts;
        if (known == null) {
            listing.read();
            known = (position == null
                            ? listing.contacts()
                            : listing.contacts().tailMap(position, false))
                    .values()
                    .iterator();
            contacts = known;
        }
        return known;
    }

    @Override
    public boolean hasSeen(String id) {
        return listing.contacts().containsKey(id);
    }

    @Override
    public void close() {
        contacts = java.util.Collections.emptyIterator();
    }
}
