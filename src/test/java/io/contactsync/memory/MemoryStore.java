package io.contactsync.memory;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Contacts in memory, by id. */
public final class MemoryStore {

    private final Map<String, Stored> contacts = new TreeMap<>();
    private int lastId;

    /** A contact: its fields without the id, and its tags. */
    public record Stored(Map<String, @Nullable Object> fields, Set<String> tags) {}

    /** Creates a contact, or updates its fields. */
    public synchronized void put(String id, Map<String, ?> fields) {
        Stored stored = contacts.computeIfAbsent(id, created -> new Stored(new LinkedHashMap<>(), new TreeSet<>()));
        stored.fields().putAll(fields);
    }

    /** Returns an unused id. */
    synchronized String newId() {
        return "m" + ++lastId;
    }

    /** Removes a contact. Returns false if it did not exist. */
    public synchronized boolean remove(String id) {
        return contacts.remove(id) != null;
    }

    /** Returns an existing contact. */
    public synchronized Stored get(String id) {
        return Objects.requireNonNull(contacts.get(id), () -> "there is no contact " + id);
    }

    /** Returns all contacts, in the order of their ids. */
    public synchronized Map<String, Stored> contacts() {
        return new LinkedHashMap<>(contacts);
    }
}
