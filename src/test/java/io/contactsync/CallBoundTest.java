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
 * The fewest calls, provably: for random contacts, mappings and present states, the calls on the wire equal the bound
 * that this test works out by itself, and no call is over 30 fields or 10 tags.
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
        try (JobFixture rehearsal = JobFixture.start(SimulatorOptions.defaults().unlimited(), folder)) {
            DigivaultContact contact = rehearsal.simulator.digivault().create(Map.of("username", "kim"));

            RunResult first = rehearsal.run(JobFixture.jobFile(job.toString()));

            assertThat(JobFixture.calls(first))
                    .isEqualTo(Map.of("lookup", 1L, "create", 1L, "update", 2L, "addTags", 3L));
            assertThat(parts(rehearsal, "POST /api/v1/contact")).containsExactly(30);
            assertThat(parts(rehearsal, "PUT")).containsExactly(30, 5);
            assertThat(parts(rehearsal, "POST /api/v1/contact/")).containsExactly(10, 10, 3);

            rehearsal.simulator.digivault().put(contact.with("username", "kay"));
            RunResult second = rehearsal.run(JobFixture.jobFile(job.toString()));

            assertThat(JobFixture.calls(second)).isEqualTo(Map.of("update", 3L));
            assertThat(parts(rehearsal, "PUT")).containsExactly(30, 30, 4);
        }
    }

    private static List<Integer> parts(JobFixture rehearsal, String begin) {
        return rehearsal.simulator.heyxCalls().entries().stream()
                .filter(call -> begin.equals("POST /api/v1/contact")
                        ? (call.method() + " " + call.path()).equals(begin)
                        : (call.method() + " " + call.path()).startsWith(begin))
                .map(CallLog.Entry::parts)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void callsEqualTheMinimumForRandomContactsAndMappings(long seed) {
        Model world = new Model(new Random(seed));
        try (JobFixture rehearsal = JobFixture.start(SimulatorOptions.defaults().unlimited(), folder)) {
            world.fill(rehearsal);
            for (int run = 0; run < 3; run++) {
                Map<String, Long> bound = world.expectedCalls(rehearsal);
                RunResult result = rehearsal.run(world.job());
                assertThat(JobFixture.calls(result))
                        .as("seed %d, run %d", seed, run)
                        .isEqualTo(bound);
                assertThat(rehearsal.simulator.heyxCalls().entries()).allMatch(call -> call.parts() <= 30);
                assertThat(result.contacts().of(Outcome.REJECTED)).isZero();
                world.assertTargetMatches(rehearsal);
                world.change(rehearsal);
            }
        }
    }

    /** Contacts, a mapping of them and what HeyX holds, with a model of what a run has to send. */
    private static final class Model {

        private final Random random;
        private final int fields;
        private final int tags;
        private final boolean byPhone;
        /** What the model knows to have been sent: field values and tags by DigiVault id. */
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
            // Fields hang on one of two texts, so that a change touches some of them.
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

        void fill(JobFixture rehearsal) {
            for (int i = 0; i < 25; i++) {
                add(rehearsal, i);
            }
        }

        private void add(JobFixture rehearsal, int number) {
            DigivaultContact contact = rehearsal
                    .simulator
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
                addToHeyx(rehearsal, contact);
            }
        }

        /**
         * HeyX knows the contact already, by id or by phone, with some fields right, some wrong, and other people's
         * tags.
         */
        private void addToHeyx(JobFixture rehearsal, DigivaultContact contact) {
            Map<String, @Nullable Object> there = new LinkedHashMap<>();
            Map<String, String> mapped = mapped(contact);
            mapped.forEach((name, value) -> {
                if (random.nextBoolean()) {
                    there.put(name, random.nextInt(3) == 0 ? "other" : value);
                }
            });
            there.put("phone", mapped.get("phone"));
            there.remove("digivault_id");
            if (random.nextBoolean()) {
                there.put("digivault_id", contact.id());
            }
            List<String> tagsThere = new ArrayList<>(List.of("Somebody's"));
            IntStream.range(0, tags).filter(i -> random.nextBoolean()).forEach(i -> tagsThere.add("T" + i));
            rehearsal.simulator.heyx("support").create(there, tagsThere);
        }

        /** The calls that the next run needs, worked out from what stands where. */
        Map<String, Long> expectedCalls(JobFixture rehearsal) {
            Map<String, Long> calls = new HashMap<>();
            rehearsal.simulator.digivault().contacts().forEach(contact -> add(calls, rehearsal, contact));
            calls.values().removeIf(count -> count == 0);
            return calls;
        }

        private void add(Map<String, Long> calls, JobFixture rehearsal, DigivaultContact contact) {
            Map<String, String> wanted = mapped(contact);
            Map<String, String> known = sent.get(contact.id());
            Set<String> tagsKnown = tagged.getOrDefault(contact.id(), Set.of());
            if (known == null) {
                HeyxContact found = find(calls, rehearsal, contact);
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
            Map<String, String> there = known;
            calls.merge(
                    "update",
                    ceil(
                            wanted.entrySet().stream()
                                    .filter(field -> !field.getValue().equals(there.get(field.getKey())))
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

        private @Nullable HeyxContact find(Map<String, Long> calls, JobFixture rehearsal, DigivaultContact contact) {
            calls.merge("lookup", 1L, Long::sum);
            List<HeyxContact> found = rehearsal.simulator.heyx("support").findAll("digivault_id", contact.id());
            if (found.isEmpty() && byPhone) {
                calls.merge("lookup", 1L, Long::sum);
                found = rehearsal
                        .simulator
                        .heyx("support")
                        .findAll("phone", String.valueOf(contact.fields().get("phone_number")));
            }
            return found.isEmpty() ? null : found.get(0);
        }

        private static long ceil(long number, long size) {
            return (number + size - 1) / size;
        }

        void assertTargetMatches(JobFixture rehearsal) {
            rehearsal.simulator.digivault().contacts().forEach(contact -> {
                List<HeyxContact> there = rehearsal.simulator.heyx("support").findAll("digivault_id", contact.id());
                assertThat(there).hasSize(1);
                assertThat(there.get(0).fields()).containsAllEntriesOf(mapped(contact));
                assertThat(there.get(0).tags().stream().filter(tag -> tag.startsWith("T")))
                        .containsExactlyInAnyOrderElementsOf(tags(contact));
                sent.put(contact.id(), mapped(contact));
                tagged.put(contact.id(), tags(contact));
            });
        }

        void change(JobFixture rehearsal) {
            List<DigivaultContact> contacts =
                    rehearsal.simulator.digivault().contacts().toList();
            for (DigivaultContact contact : contacts) {
                DigivaultContact changed = switch (random.nextInt(6)) {
                    case 0 -> contact.with("username", "v" + random.nextInt(1000));
                    case 1 -> contact.with("display_name", "e" + random.nextInt(1000));
                    case 2 -> contact.with("last_active_at", (long) random.nextInt(30));
                    default -> contact;
                };
                rehearsal.simulator.digivault().put(changed);
            }
            add(rehearsal, 100 + random.nextInt(1000));
        }
    }
}
