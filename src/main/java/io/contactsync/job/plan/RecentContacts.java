package io.contactsync.job.plan;

import io.contactsync.contact.Contact;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The contacts that were read last: more than can be on their way at once. For several threads. */
final class RecentContacts {
    private static final int MOST = 25_000;

    private final Map<String, Contact> byId = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Contact> eldest) {
            return size() > MOST;
        }
    };

    synchronized void add(Contact contact) {
        byId.put(contact.id(), contact);
    }

    synchronized @Nullable Contact get(String id) {
        return byId.get(id);
    }
}
