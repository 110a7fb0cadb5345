package io.contactsync.plan;

import io.contactsync.connector.Scan;
import io.contactsync.connector.Source;
import io.contactsync.contact.Contact;
import io.contactsync.contact.SourceItem;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** A source that caches the contacts that were read last, so that a previous mapping can be applied to them. */
final class CachingSource implements Source {
    private final Source source;
    private final RecentContactCache recent;

    CachingSource(Source source, RecentContactCache recent) {
        this.source = source;
        this.recent = recent;
    }

    @Override
    public Scan scanFrom(@Nullable String position) {
        return new CachingScan(source.scanFrom(position));
    }

    @Override
    public Optional<Contact> get(String id) {
        Optional<Contact> contact = source.get(id);
        contact.ifPresent(recent::add);
        return contact;
    }

    @Override
    public OptionalLong total() {
        return source.total();
    }

    @Override
    public int pageSize() {
        return source.pageSize();
    }

    @Override
    public void close() {
        source.close();
    }

    private final class CachingScan implements Scan {
        private final Scan scan;

        CachingScan(Scan scan) {
            this.scan = scan;
        }

        @Override
        public boolean hasNext() {
            return scan.hasNext();
        }

        @Override
        public SourceItem next() {
            SourceItem item = scan.next();
            if (item instanceof Contact contact) {
                recent.add(contact);
            }
            return item;
        }

        @Override
        public boolean fromStart() {
            return scan.fromStart();
        }

        @Override
        public boolean hasSeen(String id) {
            return scan.hasSeen(id);
        }

        @Override
        public void close() {
            scan.close();
        }
    }
}
