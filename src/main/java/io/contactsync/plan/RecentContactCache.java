package io.contactsync.plan;

import io.contactsync.contact.Contact;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The contacts that were read last. Holds more than can be in progress at once. Thread-safe. */
final class RecentContactCache {
    private static final int MAX_SIZE = 25_000;

    private long read;

    private final Map<String, Cached> byId = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Cached> eldest) {
            return size() > MAX_SIZE;
        }
    };

    /**
     * A contact and its number in the order of reading.
     *
     * @param number 1 for the contact that was read first
     */
    record Cached(long number, Contact contact) {}

    synchronized void add(Contact contact) {
        read++;
        byId.put(contact.id(), new Cached(read, contact));
    }

    synchronized @Nullable Cached get(String id) {
        return byId.get(id);
    }
}
