package io.contactsync.plan;

import io.contactsync.connector.Scan;
import io.contactsync.connector.Source;
import io.contactsync.contact.Contact;
import io.contactsync.contact.SourceItem;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** A source that keeps at hand what was read last, so that a former mapping can be tried on it. */
final class CachingSource implements Source {
    private final Source source;
    private final RecentContactCache recent;

    CachingSource(Source source, RecentContactCache recent) {
        this.source = source;
        this.recent = recent;
    }

    @Override
    public Scan scanFrom(@Nullable String position) {
        return new RememberingScan(source.scanFrom(position));
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

    private final class RememberingScan implements Scan {
        private final Scan scan;

        RememberingScan(Scan scan) {
            this.scan = scan;
        }

        @Override
        public boolean hasNext() {
            return scan.hasNext();
        }

        @Override
        public SourceItem next() {
            SourceItem reading = scan.next();
            if (reading instanceof Contact contact) {
                recent.add(contact);
            }
            return reading;
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
