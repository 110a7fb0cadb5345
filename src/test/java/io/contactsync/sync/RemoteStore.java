package io.contactsync.sync;

import io.contactsync.connector.LookupResult;
import io.contactsync.connector.Target;
import io.contactsync.connector.WriteEvent;
import io.contactsync.connector.WriteListener;
import io.contactsync.connector.WriteResult;
import io.contactsync.contact.CallKind;
import io.contactsync.contact.Change;
import io.contactsync.contact.Draft;
import io.contactsync.contact.FieldValue;
import io.contactsync.contact.Refusal;
import io.contactsync.contact.TargetContact;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A target in memory that keeps what it is sent, two fields a call, and can fail where a test wants it to. */
final class RemoteStore implements Target {

    private static final int FIELDS_A_CALL = 2;

    /** The process dies. */
    static final class Crash extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Crash() {
            super("crash", null, false, false);
        }
    }

    /** How the next creates go. */
    enum Create {
        ANSWERED,
        DONE_BUT_ANSWER_LOST,
        NOT_DONE_AND_ANSWER_LOST,
        REFUSED
    }

    record Contact(Map<String, Object> fields, Set<String> tags) {}

    private final List<String> match;
    private final Map<String, Contact> contacts = new TreeMap<>();
    private final Set<String> acknowledged = new HashSet<>();
    private final List<Create> creates = new ArrayList<>();
    private final List<String> calls = new ArrayList<>();
    private int nextId = 1;
    private int pointsToCrash = Integer.MAX_VALUE;
    private boolean writable = true;
    private @Nullable String refusal;

    RemoteStore(List<String> match) {
        this.match = match;
    }

    String add(Map<String, Object> fields, String... tags) {
        String id = "t" + nextId++;
        contacts.put(id, new Contact(new TreeMap<>(fields), new TreeSet<>(Set.of(tags))));
        return id;
    }

    void remove(String id) {
        contacts.remove(id);
    }

    Map<String, Contact> contacts() {
        return contacts;
    }

    /** The calls since this was asked last, such as {@code create} or {@code find phone}. */
    List<String> calls() {
        List<String> since = List.copyOf(calls);
        calls.clear();
        return since;
    }

    void nextCreates(Create... outcomes) {
        creates.addAll(List.of(outcomes));
    }

    /** Crashes at the n-th point from here; between any two steps there is one. */
    void crashAt(int point) {
        pointsToCrash = point;
    }

    boolean crashed() {
        return pointsToCrash <= 0;
    }

    /** Lookups find contacts, but a write says that they are not there. */
    void loseWrites() {
        writable = false;
    }

    void refuseWrites(@Nullable String message) {
        refusal = message;
    }

    private void point() {
        if (--pointsToCrash == 0) {
            throw new Crash();
        }
    }

    @Override
    public LookupResult find(Draft draft, Set<String> notAsked) {
        List<String> earlier = new ArrayList<>();
        for (String field : match) {
            if (draft.value(field).isPresent() && !notAsked.contains(field)) {
                LookupResult sighting = ask(draft, field, earlier);
                if (!(sighting instanceof LookupResult.NotFound)) {
                    return sighting;
                }
            }
            earlier.add(field);
        }
        return new LookupResult.NotFound();
    }

    private LookupResult ask(Draft draft, String field, List<String> earlier) {
        calls.add("find " + field);
        point();
        List<String> having = having(field, draft.value(field).orElseThrow());
        if (having.size() > 1) {
            return new LookupResult.Unclear("several have its " + field + ": " + having);
        }
        if (having.isEmpty()) {
            return new LookupResult.NotFound();
        }
        Contact found = Objects.requireNonNull(contacts.get(having.get(0)));
        boolean foreign = earlier.stream()
                .anyMatch(other -> found.fields().containsKey(other)
                        && !Optional.of(found.fields().get(other)).equals(draft.value(other)));
        return foreign
                ? new LookupResult.Unclear(having.get(0) + " is somebody else's")
                : new LookupResult.Found(new TargetContact(
                        having.get(0),
                        new LinkedHashMap<String, @Nullable Object>(found.fields()),
                        Set.copyOf(found.tags()),
                        0));
    }

    private List<String> having(String field, Object value) {
        return contacts.entrySet().stream()
                .filter(contact -> value.equals(contact.getValue().fields().get(field)))
                .map(Map.Entry::getKey)
                .toList();
    }

    @Override
    public LookupResult resolveLostCreate(Draft draft, Duration age) {
        Optional<String> field =
                match.stream().filter(name -> draft.value(name).isPresent()).findFirst();
        return field.isEmpty()
                ? new LookupResult.Unclear("in doubt: nothing to ask by")
                : ask(draft, field.get(), List.of());
    }

    @Override
    public WriteResult write(Change change, WriteListener listener) {
        String id = change.targetId();
        List<FieldValue> fields = new ArrayList<>(change.fields());
        if (!fields.isEmpty() || id == null) {
            fields.addAll(change.extraFields());
        }
        if (refusal != null) {
            calls.add("refused");
            return id == null ? refusedCreate(listener) : new WriteResult.Refused(new Refusal(refusal, 1));
        }
        if (id == null) {
            return create(change, fields, listener);
        }
        boolean there = writable && contacts.containsKey(id);
        return there ? update(id, fields, change, listener) : vanished();
    }

    private WriteResult vanished() {
        calls.add("write to nobody");
        return new WriteResult.NotFound();
    }

    private WriteResult refusedCreate(WriteListener listener) {
        listener.onEvent(new WriteEvent.Creating());
        return new WriteResult.Refused(new Refusal(Objects.requireNonNull(refusal), 1));
    }

    private WriteResult create(Change change, List<FieldValue> fields, WriteListener listener) {
        point();
        listener.onEvent(new WriteEvent.Creating());
        point();
        Create outcome = creates.isEmpty() ? Create.ANSWERED : creates.remove(0);
        calls.add("create");
        if (outcome == Create.REFUSED) {
            return new WriteResult.Refused(new Refusal("create refused", 1));
        }
        if (outcome == Create.NOT_DONE_AND_ANSWER_LOST) {
            return new WriteResult.InDoubt("no answer");
        }
        List<FieldValue> first = fields.subList(0, Math.min(FIELDS_A_CALL, fields.size()));
        String id = add(Map.of());
        keep(id, first);
        point();
        if (outcome == Create.DONE_BUT_ANSWER_LOST) {
            return new WriteResult.InDoubt("no answer");
        }
        listener.onEvent(new WriteEvent.Created(id, names(first)));
        point();
        return update(id, fields.subList(first.size(), fields.size()), change, listener);
    }

    private WriteResult update(String id, List<FieldValue> fields, Change change, WriteListener listener) {
        for (int from = 0; from < fields.size(); from += FIELDS_A_CALL) {
            List<FieldValue> part = fields.subList(from, Math.min(from + FIELDS_A_CALL, fields.size()));
            once(
                    "update " + id + " " + part,
                    () -> keep(id, part),
                    () -> listener.onEvent(new WriteEvent.FieldsUpdated(names(part))));
        }
        Set<String> tags = Objects.requireNonNull(contacts.get(id)).tags();
        if (!change.addTags().isEmpty()) {
            once(
                    "tag " + id + " " + change.addTags(),
                    () -> tags.addAll(change.addTags()),
                    () -> listener.onEvent(new WriteEvent.TagsAdded(change.addTags())));
        }
        if (!change.removeTags().isEmpty()) {
            once(
                    "untag " + id + " " + change.removeTags(),
                    () -> tags.removeAll(change.removeTags()),
                    () -> listener.onEvent(new WriteEvent.TagsRemoved(change.removeTags())));
        }
        return new WriteResult.Done();
    }

    /** A step that must not come again once the listener has it. */
    private void once(String step, Runnable effect, Runnable written) {
        point();
        if (acknowledged.contains(step)) {
            throw new AssertionError("repeated: " + step);
        }
        calls.add(step.substring(0, step.indexOf(' ')));
        effect.run();
        point();
        written.run();
        acknowledged.add(step);
        point();
    }

    /** What was acknowledged may be sent again from here on, because something else was sent in between. */
    void forgetSteps() {
        acknowledged.clear();
    }

    private void keep(String id, List<FieldValue> fields) {
        Map<String, Object> kept = Objects.requireNonNull(contacts.get(id)).fields();
        for (FieldValue field : fields) {
            if (Draft.Field.isBlank(field.value())) {
                kept.remove(field.name());
            } else {
                kept.put(field.name(), field.value());
            }
        }
    }

    private static List<String> names(List<FieldValue> fields) {
        return fields.stream().map(FieldValue::name).toList();
    }

    @Override
    public Map<CallKind, Integer> expectedCalls(Change change) {
        throw new UnsupportedOperationException("the road does not plan");
    }

    @Override
    public void close() {}
}
