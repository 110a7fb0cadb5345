package io.contactsync.memory;

import io.contactsync.connector.ContactMatcher;
import io.contactsync.connector.LookupResult;
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
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A store as a target. It makes no calls, so none are counted. */
final class MemoryTarget implements Target {

    private final MemoryStore store;
    private final ContactMatcher matching;

    MemoryTarget(MemoryStore store, List<String> match, boolean oldest) {
        this.store = store;
        this.matching = new ContactMatcher("Memory", match, oldest);
    }

    @Override
    public LookupResult find(Draft draft, Set<String> notAsked) {
        for (String field : matching.fields()) {
            Optional<Object> value = draft.value(field);
            if (value.isPresent() && !notAsked.contains(field)) {
                List<TargetContact> exact = all().filter(one -> ContactMatcher.has(one, field, value.get()))
                        .toList();
                if (!(matching.judge(draft, field, exact) instanceof LookupResult.None)) {
                    return matching.judge(draft, field, exact);
                }
            }
        }
        return new LookupResult.None();
    }

    private Stream<TargetContact> all() {
        return store.contacts().entrySet().stream().map(one -> present(one.getKey(), one.getValue()));
    }

    private static TargetContact present(String id, MemoryStore.Stored stored) {
        return new TargetContact(id, stored.fields(), stored.tags(), 0);
    }

    @Override
    public LookupResult settle(Draft draft, Duration age) {
        return find(draft, Set.of());
    }

    @Override
    public WriteResult put(Change change, WriteListener listener) {
        Map<String, Object> fields = new TreeMap<>();
        Stream.concat(change.fields().stream(), change.riders().stream())
                .forEach((FieldValue field) -> fields.put(field.name(), field.value()));
        String id = change.targetId();
        if (id == null) {
            listener.on(new WriteEvent.Creating());
            id = store.newId();
            store.put(id, fields);
            listener.on(new WriteEvent.Created(id, List.copyOf(fields.keySet())));
        } else if (!store.contacts().containsKey(id)) {
            return new WriteResult.Vanished();
        } else if (!fields.isEmpty()) {
            store.put(id, fields);
            listener.on(new WriteEvent.FieldsUpdated(List.copyOf(fields.keySet())));
        }
        Set<String> tags = store.get(id).tags();
        if (tags.addAll(change.addTags())) {
            listener.on(new WriteEvent.TagsAdded(change.addTags()));
        }
        if (tags.removeAll(change.removeTags())) {
            listener.on(new WriteEvent.TagsRemoved(change.removeTags()));
        }
        return new WriteResult.Done();
    }

    @Override
    public WriteResult delete(String targetId) {
        return store.remove(targetId) ? new WriteResult.Done() : new WriteResult.Vanished();
    }

    @Override
    public Map<CallKind, Integer> calls(Change change) {
        return Map.of();
    }

    @Override
    public Optional<ReadBack> readBack() {
        return Optional.of(new ReadBack() {
            @Override
            public LookupResult read(String targetId) {
                return Optional.ofNullable(store.contacts().get(targetId))
                        .<LookupResult>map(stored -> new LookupResult.Found(present(targetId, stored)))
                        .orElse(new LookupResult.None());
            }

            @Override
            public int mostAtOnce() {
                return 1;
            }

            @Override
            public OptionalLong listed() {
                return OptionalLong.empty();
            }

            @Override
            public void forEachListed(Consumer<TargetContact> taker) {
                all().forEach(taker);
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
