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

/** Draft minus what the target is known to have: decides what has to be sent. Pure. */
public final class ChangeDetector {

    private final DraftHasher hashes;
    private final boolean clearsBlanks;

    /**
     * Decides by one job's rules.
     *
     * @param hash the hash under which the ledger keeps values
     * @param clearsBlanks whether a blank value clears what is there ({@code blank: clear}) or keeps it
     */
    public ChangeDetector(KeyedHash hash, boolean clearsBlanks) {
        this.hashes = new DraftHasher(hash);
        this.clearsBlanks = clearsBlanks;
    }

    /**
     * What creates a contact.
     *
     * @param draft what shall be true
     * @return a change without a target id that has every field and tag that is not blank
     */
    public Change create(Draft draft) {
        return between(draft, null, KnownState.NOTHING, Link.State.INTENDED);
    }

    /**
     * What is left to do for a contact that is there.
     *
     * @param draft what shall be true
     * @param targetId the contact's id in the target
     * @param known what it is known to have
     * @param phase how far it has come
     * @return the change, possibly empty
     */
    public Change update(Draft draft, String targetId, KnownState known, Link.State phase) {
        return between(draft, targetId, known, phase);
    }

    private Change between(Draft draft, @Nullable String targetId, KnownState known, Link.State phase) {
        List<FieldValue> fields = new ArrayList<>();
        List<FieldValue> riders = new ArrayList<>();
        for (Draft.Field field : draft.fields()) {
            if (differs(field, known.fields().get(field.name()), phase)) {
                (field.trigger() ? fields : riders).add(new FieldValue(field.name(), hashes(field)));
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

    private boolean differs(Draft.Field field, @Nullable String known, Link.State phase) {
        boolean fresh = phase == Link.State.INTENDED || phase == Link.State.CREATED;
        if (!fresh && !mayOverwrite(field.write(), known, phase)) {
            return false;
        }
        if (field.isBlank()) {
            // What was just created is blank where nothing was sent.
            boolean knownBlank = KnownState.BLANK.equals(known) || (fresh && known == null);
            return clearsBlanks && !knownBlank;
        }
        return !hashes.of(field).equals(known);
    }

    private static boolean mayOverwrite(WriteMode write, @Nullable String known, Link.State phase) {
        return switch (write) {
            case ALWAYS -> true;
            case IF_EMPTY -> phase == Link.State.FOUND && KnownState.BLANK.equals(known);
            case CREATE_ONLY -> false;
        };
    }

    private static Object hashes(Draft.Field field) {
        return field.isBlank() ? "" : Objects.requireNonNull(field.value());
    }

    /**
     * What the ledger keeps of fields that were sent.
     *
     * @param draft the draft they came from
     * @param names the fields' names
     * @return hash by field name
     */
    public Map<String, String> hashes(Draft draft, Collection<String> names) {
        Map<String, String> held = new TreeMap<>();
        for (Draft.Field field : draft.fields()) {
            if (names.contains(field.name())) {
                held.put(field.name(), hashes.of(field));
            }
        }
        return held;
    }

    /**
     * What is known of a contact that was just created.
     *
     * @param draft the draft it was created from
     * @param names the fields that went along
     * @return their hashes, and every field of the draft that is blank as blank
     */
    public KnownState created(Draft draft, Collection<String> names) {
        Set<String> told = new LinkedHashSet<>(names);
        for (Draft.Field field : draft.fields()) {
            if (field.isBlank()) {
                told.add(field.name());
            }
        }
        return new KnownState(hashes(draft, told), Set.of());
    }

    /**
     * What is known of a contact that was written whole.
     *
     * @param draft the draft it was written from
     * @return the hashes of all its fields, and its tags
     */
    public KnownState written(Draft draft) {
        List<String> all = draft.fields().stream().map(Draft.Field::name).toList();
        Set<String> held = new LinkedHashSet<>(draft.tags().keySet());
        held.removeIf(tag -> !draft.tags().getOrDefault(tag, false));
        return new KnownState(hashes(draft, all), held);
    }

    /**
     * What is known of a contact that was found.
     *
     * @param draft what shall be true of it
     * @param present what the target showed
     * @return the draft's fields and tags as they are there
     */
    public KnownState found(Draft draft, TargetContact present) {
        Map<String, String> held = new TreeMap<>();
        for (Draft.Field field : draft.fields()) {
            Object value = present.fields().get(field.name());
            held.put(
                    field.name(),
                    value == null || Draft.Field.isBlank(value) ? KnownState.BLANK : hashes.of(field.name(), value));
        }
        Set<String> tags = new LinkedHashSet<>(draft.tags().keySet());
        tags.retainAll(present.tags());
        return new KnownState(held, tags);
    }

    /**
     * The hash of a match field's value.
     *
     * @param field the field's name
     * @param value its value
     * @return the hash under which the ledger knows whose it is
     */
    public String matchHash(String field, Object value) {
        return hashes.match(field, value);
    }

    /**
     * One hash over everything in a draft that can be reason for a call to a settled contact.
     *
     * @param draft the draft
     * @return the hash; two drafts that have the same need the same
     */
    public String draftHash(Draft draft) {
        return hashes.digest(clearsBlanks ? "clear" : "keep", draft);
    }
}
