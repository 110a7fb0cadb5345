package io.contactsync.memory;

import io.contactsync.contact.Change;
import io.contactsync.contact.Draft;
import io.contactsync.contact.FieldValue;
import io.contactsync.contact.target.CallKind;
import io.contactsync.contact.target.WriteEvent;
import io.contactsync.contact.target.WriteListener;
import io.contactsync.contact.target.Matching;
import io.contactsync.contact.target.Present;
import io.contactsync.contact.target.ReadBack;
import io.contactsync.contact.target.Sighting;
import io.contactsync.contact.target.Target;
import io.contactsync.contact.target.Written;
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
    private final Matching matching;

    MemoryTarget(MemoryStore store, List<String> match, boolean oldest) {
        this.store = store;
        this.matching = new Matching("Memory", match, oldest);
    }

    @Override
    public Sighting find(Draft draft, Set<String> notAsked) {
        for (String field : matching.fields()) {
            Optional<Object> value = draft.value(field);
            if (value.isPresent() && !notAsked.contains(field)) {
                List<Present> exact = all().filter(one -> Matching.has(one, field, value.get()))
                        .toList();
                if (!(matching.judge(draft, field, exact) instanceof Sighting.None)) {
                    return matching.judge(draft, field, exact);
                }
            }
        }
        return new Sighting.None();
    }

    private Stream<Present> all() {
        return store.contacts().entrySet().stream().map(one -> present(one.getKey(), one.getValue()));
    }

    private static Present present(String id, MemoryStore.Stored stored) {
        return new Present(id, stored.fields(), stored.tags(), 0);
    }

    @Override
    public Sighting settle(Draft draft, Duration age) {
        return find(draft, Set.of());
    }

    @Override
    public Written put(Change change, WriteListener listener) {
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
            return new Written.Vanished();
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
        return new Written.Done();
    }

    @Override
    public Written delete(String targetId) {
        return store.remove(targetId) ? new Written.Done() : new Written.Vanished();
    }

    @Override
    public Map<CallKind, Integer> calls(Change change) {
        return Map.of();
    }

    @Override
    public Optional<ReadBack> readBack() {
        return Optional.of(new ReadBack() {
            @Override
            public Sighting read(String targetId) {
                return Optional.ofNullable(store.contacts().get(targetId))
                        .<Sighting>map(stored -> new Sighting.Found(present(targetId, stored)))
                        .orElse(new Sighting.None());
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
            public void forEachListed(Consumer<Present> taker) {
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
