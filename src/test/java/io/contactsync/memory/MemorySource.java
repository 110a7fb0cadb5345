package io.contactsync.memory;

import io.contactsync.connector.Scan;
import io.contactsync.connector.Source;
import io.contactsync.contact.Contact;
import io.contactsync.contact.SourceItem;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A store as a source; a position is an id. */
final class MemorySource implements Source {

    private final MemoryStore store;

    MemorySource(MemoryStore store) {
        this.store = store;
    }

    @Override
    public Scan scanFrom(@Nullable String position) {
        Map<String, MemoryStore.Stored> contacts = store.contacts();
        boolean fromStart = position == null || !contacts.containsKey(position);
        Iterator<String> ids = contacts.keySet().iterator();
        Set<String> seen = new HashSet<>();
        while (!fromStart && ids.hasNext()) {
            String id = ids.next();
            seen.add(id);
            if (id.equals(position)) {
                break;
            }
        }
        return new Scan() {
            @Override
            public boolean fromStart() {
                return fromStart;
            }

            @Override
            public boolean hasSeen(String id) {
                return seen.contains(id);
            }

            @Override
            public boolean hasNext() {
                return ids.hasNext();
            }

            @Override
            public SourceItem next() {
                String id = ids.next();
                seen.add(id);
                return contact(id, contacts.get(id));
            }

            @Override
            public void close() {
                // Nothing is open.
            }
        };
    }

    private static Contact contact(String id, MemoryStore.Stored stored) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>(stored.fields());
        fields.put("id", id);
        return new Contact(id, fields, id);
    }

    @Override
    public Optional<Contact> get(String id) {
        return Optional.ofNullable(store.contacts().get(id)).map(stored -> contact(id, stored));
    }

    @Override
    public OptionalLong total() {
        return OptionalLong.of(store.contacts().size());
    }

    @Override
    public int pageSize() {
        return 10;
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
