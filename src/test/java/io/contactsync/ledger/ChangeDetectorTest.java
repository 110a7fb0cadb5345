package io.contactsync.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactsync.contact.Change;
import io.contactsync.contact.Draft;
import io.contactsync.contact.FieldValue;
import io.contactsync.contact.TargetContact;
import io.contactsync.contact.WriteMode;
import io.contactsync.state.StateDirectory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The change makes the target match the draft, and contains nothing that already matches. */
class ChangeDetectorTest {

    private static final List<String> FIELDS = List.of("id", "phone", "firstName", "age", "nickname", "seen");
    private static final List<String> TAGS = List.of("Active", "New", "Gone");
    private static final List<Object> VALUES = List.of("a", "b", 5, 5.0, 7L, true, "5", " ");

    private static final List<WriteMode> WRITES = List.of(WriteMode.values());

    private StateDirectory state;

    @BeforeEach
    void open(@TempDir Path folder) {
        state = StateDirectory.open(folder);
    }

    /** A contact as the target holds it, and what the ledger knows of it. */
    private static final class Model {
        private final Map<String, Object> fields = new LinkedHashMap<>();
        private final Set<String> tags = new LinkedHashSet<>();

        void apply(Change change) {
            Stream.concat(change.fields().stream(), change.extraFields().stream())
                    .forEach(this::put);
            tags.addAll(change.addTags());
            tags.removeAll(change.removeTags());
        }

        private void put(FieldValue field) {
            if (Draft.Field.isBlank(field.value())) {
                fields.remove(field.name());
            } else {
                fields.put(field.name(), field.value());
            }
        }

        @Nullable
        String text(String name) {
            Object value = fields.get(name);
            return value == null || Draft.Field.isBlank(value) ? null : plain(value);
        }
    }

    private static String plain(Object value) {
        return value.equals(5.0) ? "5" : value.toString();
    }

    @Test
    void sendsEveryDifferenceOnce() {
        for (int seed = 0; seed < 3_000; seed++) {
            new Trial(seed).run();
        }
    }

    private final class Trial {
        private final Random random;
        private final boolean clears;
        private final ChangeDetector changes;
        private final Model model = new Model();
        private final String name;

        Trial(int seed) {
            this.random = new Random(seed);
            this.clears = random.nextBoolean();
            this.changes = new ChangeDetector(state.hash(), clears);
            this.name = "seed " + seed;
        }

        void run() {
            Draft first = draft();
            Link.State phase = random.nextBoolean() ? Link.State.CREATED : Link.State.FOUND;
            KnownState known;
            if (phase == Link.State.CREATED) {
                Change create = changes.create(first);
                List<String> sent = some(create);
                Change part = only(create, sent);
                model.apply(part);
                known = changes.created(first, sent);
            } else {
                fillModel();
                known = changes.found(
                        first,
                        new TargetContact(
                                "t", new LinkedHashMap<String, @Nullable Object>(model.fields), model.tags, 0));
            }
            // The source may have changed since a create that was cut short.
            Draft now = phase == Link.State.CREATED && random.nextBoolean() ? draft() : first;
            KnownState settled = bring(now, known, phase);
            bring(draft(), settled, Link.State.SETTLED);
        }

        private Draft draft() {
            List<Draft.Field> fields = new ArrayList<>();
            for (String field : FIELDS) {
                if (random.nextInt(5) > 0) {
                    fields.add(new Draft.Field(field, value(), WRITES.get(random.nextInt(3)), random.nextInt(4) > 0));
                }
            }
            Map<String, Boolean> tags = new LinkedHashMap<>();
            TAGS.stream().filter(tag -> random.nextInt(4) > 0).forEach(tag -> tags.put(tag, random.nextBoolean()));
            return new Draft("s", fields, tags);
        }

        private @Nullable Object value() {
            return random.nextInt(4) == 0 ? null : VALUES.get(random.nextInt(VALUES.size()));
        }

        private void fillModel() {
            for (String field : FIELDS) {
                Object value = value();
                if (value != null && random.nextBoolean()) {
                    model.fields.put(field, value);
                }
            }
            TAGS.stream().filter(tag -> random.nextBoolean()).forEach(model.tags::add);
            model.tags.add("somebody else's");
        }

        private List<String> some(Change create) {
            return Stream.concat(create.fields().stream(), create.extraFields().stream())
                    .map(FieldValue::name)
                    .filter(field -> random.nextInt(3) > 0)
                    .toList();
        }

        private Change only(Change change, List<String> names) {
            return new Change(
                    change.sourceId(),
                    "t",
                    Stream.concat(change.fields().stream(), change.extraFields().stream())
                            .filter(field -> names.contains(field.name()))
                            .toList(),
                    List.of(),
                    List.of(),
                    List.of());
        }

        /** Sends what is to be sent, and makes sure of everything about it. */
        private KnownState bring(Draft draft, KnownState known, Link.State phase) {
            Change change = changes.update(draft, "t", known, phase);
            Map<String, @Nullable String> before = new LinkedHashMap<>();
            FIELDS.forEach(field -> before.put(field, model.text(field)));
            Set<String> tagsBefore = Set.copyOf(model.tags);
            requireThatItDiffers(change, known);
            model.apply(change);
            requireWhatTheDraftSays(draft, before, phase);
            requireTags(draft, tagsBefore, known);
            KnownState after = after(draft, change, known);
            Change again = changes.update(draft, "t", after, phase);
            assertThat(again.isEmpty()).as("%s sends again: %s", name, again).isTrue();
            assertThat(again.extraFields()).as(name).isEmpty();
            return after;
        }

        private KnownState after(Draft draft, Change change, KnownState known) {
            List<String> sent = Stream.concat(change.fields().stream(), change.extraFields().stream())
                    .map(FieldValue::name)
                    .toList();
            return known.withFields(changes.hashes(draft, sent))
                    .withTags(change.addTags())
                    .withoutTags(change.removeTags());
        }

        private void requireThatItDiffers(Change change, KnownState known) {
            Stream.concat(change.fields().stream(), change.extraFields().stream())
                    .filter(field -> known.fields().containsKey(field.name()))
                    .forEach(field -> assertThat(plain(field.value()))
                            .as("%s: %s", name, field.name())
                            .isNotEqualTo(model.text(field.name()) == null ? "" : model.text(field.name())));
        }

        private void requireWhatTheDraftSays(Draft draft, Map<String, @Nullable String> before, Link.State phase) {
            for (Draft.Field field : draft.fields()) {
                String was = before.get(field.name());
                assertThat(model.text(field.name()))
                        .as("%s: %s, was %s, %s", name, field, was, phase)
                        .isEqualTo(expected(field, was, phase));
            }
        }

        private @Nullable String expected(Draft.Field field, @Nullable String was, Link.State phase) {
            boolean created = phase == Link.State.CREATED;
            boolean mayWrite = switch (field.write()) {
                case ALWAYS -> true;
                case IF_EMPTY -> created || (phase == Link.State.FOUND && was == null);
                case CREATE_ONLY -> created;
            };
            if (!mayWrite || (field.isBlank() && !clears)) {
                return was;
            }
            return field.isBlank() ? null : plain(java.util.Objects.requireNonNull(field.value()));
        }

        private void requireTags(Draft draft, Set<String> before, KnownState known) {
            draft.tags()
                    .forEach((tag, wanted) -> assertThat(model.tags.contains(tag))
                            .as("%s: %s", name, tag)
                            .isEqualTo(wanted
                                    || (before.contains(tag) && !known.tags().contains(tag))));
            assertThat(model.tags.contains("somebody else's")).as(name).isEqualTo(before.contains("somebody else's"));
        }
    }

    @Test
    void ridersAloneCauseNoCall() {
        ChangeDetector changes = new ChangeDetector(state.hash(), false);
        Draft draft = new Draft("s", List.of(new Draft.Field("seen", "today", WriteMode.ALWAYS, false)), Map.of());
        Change change = changes.update(draft, "t", KnownState.NOTHING, Link.State.SETTLED);
        assertThat(change.isEmpty()).isTrue();
        assertThat(change.extraFields()).containsExactly(new FieldValue("seen", "today"));
    }

    @Test
    void draftHashIsEqualIfNothingHasToBeSent() {
        ChangeDetector changes = new ChangeDetector(state.hash(), false);
        Draft draft = draft("a", "today", true);
        assertThat(changes.draftHash(draft("a", "tomorrow", true))).isEqualTo(changes.draftHash(draft));
        assertThat(changes.draftHash(draft("b", "today", true))).isNotEqualTo(changes.draftHash(draft));
        assertThat(changes.draftHash(draft("a", "today", false))).isNotEqualTo(changes.draftHash(draft));
        assertThat(new ChangeDetector(state.hash(), true).draftHash(draft)).isNotEqualTo(changes.draftHash(draft));
    }

    private static Draft draft(String phone, String seen, boolean active) {
        return new Draft(
                "s",
                List.of(
                        new Draft.Field("phone", phone, WriteMode.ALWAYS, true),
                        new Draft.Field("seen", seen, WriteMode.ALWAYS, false)),
                Map.of("Active", active));
    }
}
