package io.contactsync;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactsync.contact.Outcome;
import io.contactsync.report.RunResult;
import io.contactsync.simulator.SimulatorOptions;
import io.contactsync.simulator.digivault.DigivaultContact;
import io.contactsync.simulator.heyx.HeyxContact;
import io.contactsync.simulator.server.CallLog;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A run makes the minimum number of calls: for random contacts, mappings and target states, the calls received equal
 * those that this test computes independently, and no call has more than 30 fields or 10 tags.
 */
class CallBoundTest {

    @TempDir
    private Path folder;

    @Test
    void wideContactIsSentInTheFewestCalls() {
        StringBuilder job = new StringBuilder("match: [digivault_id]\nfields:\n  digivault_id: id\n");
        IntStream.range(1, 65).forEach(i -> job.append("  f%02d: concat(username, '-%d')\n".formatted(i, i)));
        job.append("tags:\n");
        IntStream.range(0, 23).forEach(i -> job.append("  T%02d: \"true\"\n".formatted(i)));
        try (JobFixture fixture = JobFixture.start(SimulatorOptions.defaults().unlimited(), folder)) {
            DigivaultContact contact = fixture.simulator.digivault().create(Map.of("username", "kim"));

            RunResult first = fixture.run(JobFixture.jobFile(job.toString()));

            assertThat(JobFixture.calls(first))
                    .isEqualTo(Map.of("lookup", 1L, "create", 1L, "update", 2L, "addTags", 3L));
            assertThat(parts(fixture, "POST /api/v1/contact")).containsExactly(30);
            assertThat(parts(fixture, "PUT")).containsExactly(30, 5);
            assertThat(parts(fixture, "POST /api/v1/contact/")).containsExactly(10, 10, 3);

            fixture.simulator.digivault().put(contact.with("username", "kay"));
            RunResult second = fixture.run(JobFixture.jobFile(job.toString()));

            assertThat(JobFixture.calls(second)).isEqualTo(Map.of("update", 3L));
            assertThat(parts(fixture, "PUT")).containsExactly(30, 30, 4);
        }
    }

    private static List<Integer> parts(JobFixture fixture, String begin) {
        return fixture.simulator.heyxCalls().entries().stream()
                .filter(call -> begin.equals("POST /api/v1/contact")
                        ? (call.method() + " " + call.path()).equals(begin)
                        : (call.method() + " " + call.path()).startsWith(begin))
                .map(CallLog.Entry::parts)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void callsEqualTheMinimumForRandomContactsAndMappings(long seed) {
        Model model = new Model(new Random(seed));
        try (JobFixture fixture = JobFixture.start(SimulatorOptions.defaults().unlimited(), folder)) {
            model.fill(fixture);
            for (int run = 0; run < 3; run++) {
                Map<String, Long> expected = model.expectedCalls(fixture);
                RunResult result = fixture.run(model.job());
                assertThat(JobFixture.calls(result))
                        .as("seed %d, run %d", seed, run)
                        .isEqualTo(expected);
                assertThat(fixture.simulator.heyxCalls().entries()).allMatch(call -> call.parts() <= 30);
                assertThat(result.contacts().of(Outcome.REJECTED)).isZero();
                model.assertTargetMatches(fixture);
                model.change(fixture);
            }
        }
    }

    /** Random contacts, a mapping and the contacts in HeyX, with a model of the calls that a run needs. */
    private static final class Model {

        private final Random random;
        private final int fields;
        private final int tags;
        private final boolean byPhone;
        /** The field values sent so far, by DigiVault id. */
        private final Map<String, Map<String, String>> sent = new HashMap<>();

        private final Map<String, Set<String>> tagged = new HashMap<>();

        Model(Random random) {
            this.random = random;
            this.fields = 1 + random.nextInt(75);
            this.tags = random.nextInt(26);
            this.byPhone = random.nextBoolean();
        }

        String job() {
            StringBuilder job =
                    new StringBuilder(byPhone ? "match: [digivault_id, phone]\n" : "match: [digivault_id]\n");
            job.append("fields:\n  digivault_id: id\n  phone: phone_number\n");
            // Each field depends on one of two texts, so that a change affects only some of them.
            IntStream.range(0, fields).forEach(i -> job.append("  f%d: concat(%s, '%d')\n".formatted(i, source(i), i)));
            if (tags > 0) {
                job.append("tags:\n");
                IntStream.range(0, tags).forEach(i -> job.append("  T%d: \"last_active_at > %d\"\n".formatted(i, i)));
            }
            return JobFixture.jobFile(job.toString());
        }

        private static String source(int field) {
            return field % 3 == 0 ? "username" : "display_name";
        }

        private Map<String, String> mapped(DigivaultContact contact) {
            Map<String, String> mapped = new LinkedHashMap<>();
            mapped.put("digivault_id", contact.id());
            mapped.put("phone", String.valueOf(contact.fields().get("phone_number")));
            for (int i = 0; i < fields; i++) {
                mapped.put("f" + i, contact.fields().get(source(i)) + String.valueOf(i));
            }
            return mapped;
        }

        private Set<String> tags(DigivaultContact contact) {
            long active = ((Number) Objects.requireNonNull(contact.fields().get("last_active_at"))).longValue();
            Set<String> wanted = new TreeSet<>();
            IntStream.range(0, tags).filter(i -> active > i).forEach(i -> wanted.add("T" + i));
            return wanted;
        }

        void fill(JobFixture fixture) {
            for (int i = 0; i < 25; i++) {
                add(fixture, i);
            }
        }

        private void add(JobFixture fixture, int number) {
            DigivaultContact contact = fixture.simulator
                    .digivault()
                    .create(Map.of(
                            "username",
                            "u" + random.nextInt(1000),
                            "display_name",
                            "d" + random.nextInt(1000),
                            "phone_number",
                            "+1212555%04d".formatted(number),
                            "last_active_at",
                            (long) random.nextInt(30)));
            if (random.nextInt(3) == 0) {
                addToHeyx(fixture, contact);
            }
        }

        /** Creates the contact in HeyX, with its id or only its phone, some correct fields, and unrelated tags. */
        private void addToHeyx(JobFixture fixture, DigivaultContact contact) {
            Map<String, @Nullable Object> existing = new LinkedHashMap<>();
            Map<String, String> mapped = mapped(contact);
            mapped.forEach((name, value) -> {
                if (random.nextBoolean()) {
                    existing.put(name, random.nextInt(3) == 0 ? "other" : value);
                }
            });
            existing.put("phone", mapped.get("phone"));
            existing.remove("digivault_id");
            if (random.nextBoolean()) {
                existing.put("digivault_id", contact.id());
            }
            List<String> existingTags = new ArrayList<>(List.of("Unrelated"));
            IntStream.range(0, tags).filter(i -> random.nextBoolean()).forEach(i -> existingTags.add("T" + i));
            fixture.simulator.heyx("support").create(existing, existingTags);
        }

        /** The calls that the next run needs, computed from the contacts in both systems. */
        Map<String, Long> expectedCalls(JobFixture fixture) {
            Map<String, Long> calls = new HashMap<>();
            fixture.simulator.digivault().contacts().forEach(contact -> add(calls, fixture, contact));
            calls.values().removeIf(count -> count == 0);
            return calls;
        }

        private void add(Map<String, Long> calls, JobFixture fixture, DigivaultContact contact) {
            Map<String, String> wanted = mapped(contact);
            Map<String, String> known = sent.get(contact.id());
            Set<String> tagsKnown = tagged.getOrDefault(contact.id(), Set.of());
            if (known == null) {
                HeyxContact found = find(calls, fixture, contact);
                if (found == null) {
                    calls.merge("create", 1L, Long::sum);
                    calls.merge("update", ceil(Math.max(0, wanted.size() - 30), 30), Long::sum);
                    calls.merge("addTags", ceil(tags(contact).size(), 10), Long::sum);
                    return;
                }
                known = new HashMap<>();
                for (Map.Entry<String, @Nullable Object> field : found.fields().entrySet()) {
                    known.put(field.getKey(), String.valueOf(field.getValue()));
                }
                tagsKnown = new TreeSet<>(found.tags());
            }
            Map<String, String> existing = known;
            calls.merge(
                    "update",
                    ceil(
                            wanted.entrySet().stream()
                                    .filter(field -> !field.getValue().equals(existing.get(field.getKey())))
                                    .count(),
                            30),
                    Long::sum);
            Set<String> toAdd = new TreeSet<>(tags(contact));
            toAdd.removeAll(tagsKnown);
            Set<String> toRemove = new TreeSet<>(tagsKnown);
            toRemove.removeAll(tags(contact));
            toRemove.removeIf(tag -> !tag.startsWith("T"));
            calls.merge("addTags", ceil(toAdd.size(), 10), Long::sum);
            calls.merge("removeTags", ceil(toRemove.size(), 10), Long::sum);
        }

        private @Nullable HeyxContact find(Map<String, Long> calls, JobFixture fixture, DigivaultContact contact) {
            calls.merge("lookup", 1L, Long::sum);
            List<HeyxContact> found = fixture.simulator.heyx("support").findAll("digivault_id", contact.id());
            if (found.isEmpty() && byPhone) {
                calls.merge("lookup", 1L, Long::sum);
                found = fixture.simulator
                        .heyx("support")
                        .findAll("phone", String.valueOf(contact.fields().get("phone_number")));
            }
            return found.isEmpty() ? null : found.get(0);
        }

        private static long ceil(long number, long size) {
            return (number + size - 1) / size;
        }

        void assertTargetMatches(JobFixture fixture) {
            fixture.simulator.digivault().contacts().forEach(contact -> {
                List<HeyxContact> existing = fixture.simulator.heyx("support").findAll("digivault_id", contact.id());
                assertThat(existing).hasSize(1);
                assertThat(existing.get(0).fields()).containsAllEntriesOf(mapped(contact));
                assertThat(existing.get(0).tags().stream().filter(tag -> tag.startsWith("T")))
                        .containsExactlyInAnyOrderElementsOf(tags(contact));
                sent.put(contact.id(), mapped(contact));
                tagged.put(contact.id(), tags(contact));
            });
        }

        void change(JobFixture fixture) {
            List<DigivaultContact> contacts =
                    fixture.simulator.digivault().contacts().toList();
            for (DigivaultContact contact : contacts) {
                DigivaultContact changed = switch (random.nextInt(6)) {
                    case 0 -> contact.with("username", "v" + random.nextInt(1000));
                    case 1 -> contact.with("display_name", "e" + random.nextInt(1000));
                    case 2 -> contact.with("last_active_at", (long) random.nextInt(30));
                    default -> contact;
                };
                fixture.simulator.digivault().put(changed);
            }
            add(fixture, 100 + random.nextInt(1000));
        }
    }
}
