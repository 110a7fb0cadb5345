package io.contactsync.plan;

import io.contactsync.contact.Contact;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The contacts that were read last: more than can be on their way at once. For several threads. */
final class RecentContactCache {
    private static final int MOST = 25_000;

    private long read;

    private final Map<String, Read> byId = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Read> eldest) {
            return size() > MOST;
        }
    };

    /**
     * A contact and when its turn was.
     *
     * @param turn 1 for the contact that was read first
     * @param contact what was read
     */
    record Read(long turn, Contact contact) {}

    synchronized void add(Contact contact) {
        read++;
        byId.put(contact.id(), new Read(read, contact));
    }

    synchronized @Nullable Read get(String id) {
        return byId.get(id);
    }
}
