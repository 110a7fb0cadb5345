package io.contactsync.memory;

import io.contactsync.connector.ContactMatcher;
import io.contactsync.connector.Freshness;
import io.contactsync.connector.LookupResult;
import io.contactsync.connector.Pause;
import io.contactsync.connector.ReadBack;
import io.contactsync.connector.Target;
import io.contactsync.connector.WriteEvent;
import io.contactsync.connector.WriteListener;
import io.contactsync.connector.WriteResult;
import io.contactsync.contact.CallKind;
import io.contactsync.contact.Change;
import io.contactsync.contact.Draft;
import io.contactsync.contact.FieldValue;
import io.contactsync.contact.TargetContact;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A store as a target. It makes no calls. */
final class MemoryTarget implements Target {

    private final MemoryStore store;
    private final ContactMatcher matcher;

    MemoryTarget(MemoryStore store, List<String> match, boolean oldest) {
        this.store = store;
        this.matcher = new ContactMatcher("Memory", match, oldest);
    }

    @Override
    public LookupResult find(Draft draft, Set<String> excludedFields, Freshness freshness, Pause pause) {
        for (String field : matcher.fields()) {
            Optional<Object> value = draft.value(field);
            if (value.isPresent() && !excludedFields.contains(field)) {
                List<TargetContact> exact = all().filter(one -> ContactMatcher.hasValue(one, field, value.get()))
                        .toList();
                if (!(matcher.resolve(draft, field, exact) instanceof LookupResult.NotFound)) {
                    return matcher.resolve(draft, field, exact);
                }
            }
        }
        return new LookupResult.NotFound();
    }

    private Stream<TargetContact> all() {
        return store.contacts().entrySet().stream().map(one -> toTargetContact(one.getKey(), one.getValue()));
    }

    private static TargetContact toTargetContact(String id, MemoryStore.Stored stored) {
        return new TargetContact(id, stored.fields(), stored.tags(), 0);
    }

    @Override
    public LookupResult resolveLostCreate(Draft draft, CreateSender sender, Pause pause) {
        return find(draft, Set.of(), Freshness.CURRENT, pause);
    }

    @Override
    public WriteResult write(Change change, WriteListener listener) {
        Map<String, Object> fields = new TreeMap<>();
        Stream.concat(change.fields().stream(), change.extraFields().stream())
                .forEach((FieldValue field) -> fields.put(field.name(), field.value()));
        String id = change.targetId();
        if (id == null) {
            listener.onEvent(new WriteEvent.Creating());
            id = store.newId();
            store.put(id, fields);
            listener.onEvent(new WriteEvent.Created(id, List.copyOf(fields.keySet())));
        } else if (!store.contacts().containsKey(id)) {
            return new WriteResult.NotFound();
        } else if (!fields.isEmpty()) {
            store.put(id, fields);
            listener.onEvent(new WriteEvent.FieldsUpdated(List.copyOf(fields.keySet())));
        }
        Set<String> tags = store.get(id).tags();
        if (tags.addAll(change.addTags())) {
            listener.onEvent(new WriteEvent.TagsAdded(change.addTags()));
        }
        if (tags.removeAll(change.removeTags())) {
            listener.onEvent(new WriteEvent.TagsRemoved(change.removeTags()));
        }
        return new WriteResult.Done();
    }

    @Override
    public WriteResult delete(String targetId) {
        return store.remove(targetId) ? new WriteResult.Done() : new WriteResult.NotFound();
    }

    @Override
    public Map<CallKind, Integer> expectedCalls(Change change) {
        return Map.of();
    }

    @Override
    public Optional<ReadBack> readBack() {
        return Optional.of(new ReadBack() {
            @Override
            public LookupResult read(String targetId) {
                return Optional.ofNullable(store.contacts().get(targetId))
                        .<LookupResult>map(stored -> new LookupResult.Found(toTargetContact(targetId, stored)))
                        .orElse(new LookupResult.NotFound());
            }

            @Override
            public int maxConcurrentReads() {
                return 1;
            }

            @Override
            public OptionalLong listedCount() {
                return OptionalLong.empty();
            }

            @Override
            public void forEachListed(Consumer<TargetContact> action) {
                all().forEach(action);
            }

            @Override
            public int pageSize() {
                return 100;
            }
        });
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
