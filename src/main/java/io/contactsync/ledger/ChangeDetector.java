package io.contactsync.ledger;

import io.contactsync.contact.Change;
import io.contactsync.contact.Draft;
import io.contactsync.contact.FieldValue;
import io.contactsync.contact.TargetContact;
import io.contactsync.contact.WriteMode;
import io.contactsync.state.KeyedHash;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Compares a draft with the known state of the target contact and returns what has to be sent. Has no side effects. */
public final class ChangeDetector {

    private final DraftHasher hashes;
    private final boolean clearsBlanks;

    /**
     * Creates a detector with the rules of one job.
     *
     * @param hash the hash of the ledger's values
     * @param clearsBlanks whether a blank value clears the target's value ({@code blank: clear}) or keeps it
     */
    public ChangeDetector(KeyedHash hash, boolean clearsBlanks) {
        this.hashes = new DraftHasher(hash);
        this.clearsBlanks = clearsBlanks;
    }

    /** Returns the change that creates a contact: without a target id, with every field and tag that is not blank. */
    public Change create(Draft draft) {
        return between(draft, null, KnownState.NOTHING, Link.State.INTENDED);
    }

    /**
     * Returns the change that makes an existing contact match the draft; it may be empty.
     *
     * @param known the known state of the target contact
     * @param state the state of its link
     */
    public Change update(Draft draft, String targetId, KnownState known, Link.State state) {
        return between(draft, targetId, known, state);
    }

    private Change between(Draft draft, @Nullable String targetId, KnownState known, Link.State state) {
        List<FieldValue> fields = new ArrayList<>();
        List<FieldValue> riders = new ArrayList<>();
        for (Draft.Field field : draft.fields()) {
            if (differs(field, known.fields().get(field.name()), state)) {
                (field.trigger() ? fields : riders).add(new FieldValue(field.name(), valueToSend(field)));
            }
        }
        List<String> add = new ArrayList<>();
        List<String> remove = new ArrayList<>();
        draft.tags().forEach((tag, wanted) -> {
            if (wanted != known.tags().contains(tag)) {
                (wanted ? add : remove).add(tag);
            }
        });
        return new Change(draft.sourceId(), targetId, fields, riders, add, remove);
    }

    private boolean differs(Draft.Field field, @Nullable String known, Link.State state) {
        boolean fresh = state == Link.State.INTENDED || state == Link.State.CREATED;
        if (!fresh && !mayOverwrite(field.write(), known, state)) {
            return false;
        }
        if (field.isBlank()) {
            // A new contact is blank in the fields that were not sent.
            boolean knownBlank = KnownState.BLANK.equals(known) || (fresh && known == null);
            return clearsBlanks && !knownBlank;
        }
        return !hashes.of(field).equals(known);
    }

    private static boolean mayOverwrite(WriteMode write, @Nullable String known, Link.State state) {
        return switch (write) {
            case ALWAYS -> true;
            case IF_EMPTY -> state == Link.State.FOUND && KnownState.BLANK.equals(known);
            case CREATE_ONLY -> false;
        };
    }

    private static Object valueToSend(Draft.Field field) {
        return field.isBlank() ? "" : Objects.requireNonNull(field.value());
    }

    /** Returns the hashes of some fields of a draft, by field name. */
    public Map<String, String> hashes(Draft draft, Collection<String> names) {
        Map<String, String> hashed = new TreeMap<>();
        for (Draft.Field field : draft.fields()) {
            if (names.contains(field.name())) {
                hashed.put(field.name(), hashes.of(field));
            }
        }
        return hashed;
    }

    /**
     * Returns the known state of a contact that was just created: the hashes of the fields that were sent, and the
     * draft's blank fields as blank.
     *
     * @param names the fields that were sent
     */
    public KnownState created(Draft draft, Collection<String> names) {
        Set<String> known = new LinkedHashSet<>(names);
        for (Draft.Field field : draft.fields()) {
            if (field.isBlank()) {
                known.add(field.name());
            }
        }
        return new KnownState(hashes(draft, known), Set.of());
    }

    /**
     * Returns the known state of a contact to which the complete draft was written: the hashes of all its fields, and
     * its tags.
     */
    public KnownState written(Draft draft) {
        List<String> all = draft.fields().stream().map(Draft.Field::name).toList();
        Set<String> tags = new LinkedHashSet<>(draft.tags().keySet());
        tags.removeIf(tag -> !draft.tags().getOrDefault(tag, false));
        return new KnownState(hashes(draft, all), tags);
    }

    /** Returns the known state of a contact that was found in the target, limited to the draft's fields and tags. */
    public KnownState found(Draft draft, TargetContact present) {
        Map<String, String> hashed = new TreeMap<>();
        for (Draft.Field field : draft.fields()) {
            Object value = present.fields().get(field.name());
            hashed.put(
                    field.name(),
                    value == null || Draft.Field.isBlank(value) ? KnownState.BLANK : hashes.of(field.name(), value));
        }
        Set<String> tags = new LinkedHashSet<>(draft.tags().keySet());
        tags.retainAll(present.tags());
        return new KnownState(hashed, tags);
    }

    /** Returns the hash of a match field's value. */
    public String matchHash(String field, Object value) {
        return hashes.match(field, value);
    }

    /**
     * Returns the hash of a value by which jobs claim a contact. Values that a target may take for the same one, such
     * as a phone number with and without its +, have the same hash.
     */
    public String claimHash(String field, Object value) {
        return hashes.claim(field, value);
    }

    /**
     * Returns one hash over everything in a draft that can cause a call for a settled contact. Two drafts with the same
     * hash need the same calls.
     */
    public String draftHash(Draft draft) {
        return hashes.digest(clearsBlanks ? "clear" : "keep", draft);
    }
}
