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

    private final StableListing gathering;
    private final @Nullable String position;
    private @Nullable Iterator<Contact> contacts;

    HeyxScan(StableListing gathering, @Nullable String position) {
        this.gathering = gathering;
        this.position = position == null || position.isEmpty() ? null : position;
    }

    @Override
    public boolean fromStart() {
        return position == null;
    }

    @Override
    public boolean hasNext() {
        if (gathered().hasNext()) {
            return true;
        }
        if (!gathering.isWhole()) {
            throw new SourceException(gathering.shortfall() + "; those were carried, run again for the others");
        }
        return false;
    }

    @Override
    public SourceItem next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        Contact next = gathered().next();
        return gathering.isWhole() ? next : new Contact(next.id(), next.fields(), "");
    }

    private Iterator<Contact> gathered() {
        Iterator<Contact> known = contacts;
        if (known == null) {
            gathering.gather();
            known = (position == null
                            ? gathering.contacts()
                            : gathering.contacts().tailMap(position, false))
                    .values()
                    .iterator();
            contacts = known;
        }
        return known;
    }

    @Override
    public boolean saw(String id) {
        return gathering.contacts().containsKey(id);
    }

    @Override
    public void close() {
        contacts = java.util.Collections.emptyIterator();
    }
}
