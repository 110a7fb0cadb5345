package io.contactsync.sync;

import io.contactsync.connector.Freshness;
import io.contactsync.connector.LookupResult;
import io.contactsync.connector.Pause;
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
import io.contactsync.http.ratelimit.Ticker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** An in-memory target that takes two fields per call and can fail at any point. */
final class RemoteStore implements Target {

    private static final int FIELDS_PER_CALL = 2;

    /** The process dies. */
    static final class Crash extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Crash() {
            super("crash", null, false, false);
        }
    }

    /** The outcome of a create. */
    enum Create {
        ANSWERED,
        DONE_BUT_ANSWER_LOST,
        NOT_DONE_AND_ANSWER_LOST,
        REFUSED
    }

    record Contact(Map<String, Object> fields, Set<String> tags) {}

    private final List<String> match;
    private final Ticker ticker;
    private final Map<String, Long> createdAt;
    private Duration visibilityDelay = Duration.ZERO;
    private final Map<String, Contact> contacts;
    private final Set<String> acknowledged = new HashSet<>();
    private final List<Create> creates = new ArrayList<>();
    private final List<String> calls = new ArrayList<>();
    private int nextId = 1;
    private int pointsToCrash = Integer.MAX_VALUE;
    private boolean writable = true;
    private @Nullable String refusal;

    RemoteStore(List<String> match, Ticker ticker) {
        this(match, ticker, new TreeMap<>(), new HashMap<>());
    }

    private RemoteStore(List<String> match, Ticker ticker, Map<String, Contact> contacts, Map<String, Long> createdAt) {
        this.match = match;
        this.ticker = ticker;
        this.contacts = contacts;
        this.createdAt = createdAt;
    }

    /** The same contacts for a job with other match fields. */
    RemoteStore matchingBy(List<String> fields) {
        RemoteStore same = new RemoteStore(fields, ticker, contacts, createdAt);
        same.visibilityDelay = visibilityDelay;
        return same;
    }

    String add(Map<String, Object> fields, String... tags) {
        while (contacts.containsKey("t" + nextId)) {
            nextId++;
        }
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

    /** The calls since the last invocation of this method, such as {@code create} or {@code find phone}. */
    List<String> calls() {
        List<String> since = List.copyOf(calls);
        calls.clear();
        return since;
    }

    void nextCreates(Create... outcomes) {
        creates.addAll(List.of(outcomes));
    }

    /** Crashes at the n-th point from now; there is a point between any two steps. */
    void crashAt(int point) {
        pointsToCrash = point;
    }

    boolean crashed() {
        return pointsToCrash <= 0;
    }

    /** Contacts are neither found nor writable for some time after their create. */
    void showCreatedAfter(Duration delay) {
        visibilityDelay = delay;
    }

    private boolean isVisible(String id) {
        Long created = createdAt.get(id);
        return created == null || ticker.nanoTime() - created >= visibilityDelay.toNanos();
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
    public LookupResult find(Draft draft, Set<String> notAsked, Freshness freshness, Pause pause) {
        return freshness == Freshness.SETTLED ? settled(() -> find(draft, notAsked), pause) : find(draft, notAsked);
    }

    /** Looks up at once and 10, 20 and 30 seconds later. */
    private static LookupResult settled(Supplier<LookupResult> lookUp, Pause pause) {
        LookupResult result = lookUp.get();
        for (int time = 10; time <= 30 && result instanceof LookupResult.NotFound; time += 10) {
            pause.sleep(Duration.ofSeconds(10));
            result = lookUp.get();
        }
        return result;
    }

    private LookupResult find(Draft draft, Set<String> notAsked) {
        List<String> earlier = new ArrayList<>();
        for (String field : match) {
            if (draft.value(field).isPresent() && !notAsked.contains(field)) {
                LookupResult lookup = lookUp(draft, field, earlier);
                if (!(lookup instanceof LookupResult.NotFound)) {
                    return lookup;
                }
            }
            earlier.add(field);
        }
        return new LookupResult.NotFound();
    }

    private LookupResult lookUp(Draft draft, String field, List<String> earlier) {
        calls.add("find " + field);
        point();
        List<String> having = idsWith(field, draft.value(field).orElseThrow());
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

    private List<String> idsWith(String field, Object value) {
        return contacts.entrySet().stream()
                .filter(contact -> value.equals(contact.getValue().fields().get(field)))
                .filter(contact -> isVisible(contact.getKey()))
                .map(Map.Entry::getKey)
                .toList();
    }

    @Override
    public LookupResult resolveLostCreate(Draft draft, CreateSender sender, Pause pause) {
        Optional<String> field =
                match.stream().filter(name -> draft.value(name).isPresent()).findFirst();
        return field.isEmpty()
                ? new LookupResult.Unclear("in doubt: no value to look up")
                : settled(() -> lookUp(draft, field.get(), List.of()), pause);
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
        boolean there = writable && contacts.containsKey(id) && isVisible(id);
        return there ? update(id, fields, change, listener) : vanished();
    }

    private WriteResult vanished() {
        calls.add("write to unknown contact");
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
        List<FieldValue> first = fields.subList(0, Math.min(FIELDS_PER_CALL, fields.size()));
        String id = add(Map.of());
        createdAt.put(id, ticker.nanoTime());
        store(id, first);
        point();
        if (outcome == Create.DONE_BUT_ANSWER_LOST) {
            return new WriteResult.InDoubt("no answer");
        }
        listener.onEvent(new WriteEvent.Created(id, names(first)));
        point();
        return update(id, fields.subList(first.size(), fields.size()), change, listener);
    }

    private WriteResult update(String id, List<FieldValue> fields, Change change, WriteListener listener) {
        for (int from = 0; from < fields.size(); from += FIELDS_PER_CALL) {
            List<FieldValue> part = fields.subList(from, Math.min(from + FIELDS_PER_CALL, fields.size()));
            once(
                    "update " + id + " " + part,
                    () -> store(id, part),
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

    /** A step that must not be repeated once the listener has been notified. */
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

    /** Allows acknowledged steps to be repeated, because other values were sent in between. */
    void forgetSteps() {
        acknowledged.clear();
    }

    private void store(String id, List<FieldValue> fields) {
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
        throw new UnsupportedOperationException("only a plan calls this");
    }

    @Override
    public void close() {}
}
