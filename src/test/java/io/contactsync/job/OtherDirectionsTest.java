package io.contactsync.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactsync.contact.Outcome;
import io.contactsync.report.ResultJson;
import io.contactsync.report.RunResult;
import io.contactsync.simulator.Simulator;
import io.contactsync.simulator.SimulatorOptions;
import io.contactsync.simulator.digivault.DigivaultContact;
import io.contactsync.simulator.heyx.ChannelOptions;
import io.contactsync.simulator.heyx.HeyxContact;
import io.contactsync.simulator.server.EndpointKind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each job file of {@code jobs/} except the main one, from its first run to a run without changes. */
class OtherDirectionsTest {

    @TempDir
    private Path folder = Path.of("");

    private final Simulator local = Simulator.start(SimulatorOptions.defaults()
            .withHeyx(SimulatorOptions.defaults()
                    .heyx()
                    .withChannels(ChannelOptions.named("support"), ChannelOptions.named("other")))
            .unlimited());
    private final Simulator mirror = Simulator.start(SimulatorOptions.defaults().unlimited());

    @AfterEach
    void stop() {
        local.close();
        mirror.close();
    }

    private RunResult run(String name) {
        local.heyxCalls().reset();
        local.digivaultCalls().reset();
        mirror.digivaultCalls().reset();
        Map<String, String> environment = Map.of(
                "DIGIVAULT_URL", local.digivaultUrl(),
                "DIGIVAULT_TOKEN", local.digivaultToken(),
                "MIRROR_URL", mirror.digivaultUrl(),
                "MIRROR_TOKEN", mirror.digivaultToken(),
                "HEYX_URL", local.heyxUrl(),
                "HEYX_TOKEN", local.heyxToken("support"),
                "OTHER_HEYX_TOKEN", local.heyxToken("other"));
        return Directions.run(name, environment, folder);
    }

    private static Map<String, @Nullable Object> fields(@Nullable Object... namesAndValues) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
        }
        return fields;
    }

    private HeyxContact english(int n, List<String> tags) {
        return local.heyx("support")
                .create(
                        fields(
                                "firstName", "Ann",
                                "lastName", "No " + n,
                                "phone", "+1212555" + (1000 + n),
                                "email", "ann" + n + "@example.com",
                                "language", "en"),
                        tags);
    }

    private static Map<String, @Nullable Object> writable(DigivaultContact contact) {
        Map<String, @Nullable Object> fields = new HashMap<>(contact.fields());
        fields.keySet().retainAll(Set.of("username", "phone_number", "avatar_url", "display_name"));
        return fields;
    }

    private static Map<Object, Map<String, @Nullable Object>> byPhone(Simulator digivault) {
        return digivault
                .digivault()
                .contacts()
                .map(OtherDirectionsTest::writable)
                .collect(Collectors.toMap(one -> String.valueOf(one.get("phone_number")), one -> one));
    }

    @Test
    void syncsHeyxContactsToDigivault() {
        List<HeyxContact> people = new ArrayList<>();
        for (int n = 0; n < 22; n++) {
            people.add(english(n, List.of()));
        }
        local.heyx("support").create(fields("phone", "+12125559999", "language", "de"), List.of());
        local.heyx("support").create(fields("firstName", "Phoneless", "language", "en"), List.of());
        local.digivault()
                .put(new DigivaultContact(
                        "d1",
                        fields("username", "first", "phone_number", "+1 (212) 555-1000", "display_name", "Old name")));
        RunResult first = run("heyx-to-digivault");
        assertThat(first.status()).isEqualTo(RunResult.Status.COMPLETED);
        assertThat(first.contacts().read()).isEqualTo(23);
        assertThat(first.contacts().of(Outcome.CREATED)).isEqualTo(21);
        assertThat(first.contacts().of(Outcome.UPDATED)).isEqualTo(1);
        assertThat(first.contacts().of(Outcome.REJECTED)).isEqualTo(1);
        assertThat(first.sourceCalls()).isEqualTo(3);
        assertThat(Directions.calls(first)).isEqualTo(Map.of("lookup", 1L, "create", 21L, "update", 1L));
        assertThat(local.digivaultCalls().count()).isEqualTo(23);

        assertThat(local.digivault().size()).isEqualTo(22);
        Map<Object, Map<String, @Nullable Object>> written = byPhone(local);
        for (int n = 1; n < 22; n++) {
            assertThat(written.get("+1212555" + (1000 + n)))
                    .isEqualTo(fields(
                            "username", "ann" + n + "@example.com",
                            "phone_number", "+1212555" + (1000 + n),
                            "avatar_url", null,
                            "display_name", "Ann No " + n));
        }
        assertThat(written.get("+12125551000"))
                .containsEntry("username", "first")
                .containsEntry("display_name", "Ann No 0");

        RunResult second = run("heyx-to-digivault");
        assertThat(second.contacts().of(Outcome.UNCHANGED)).isEqualTo(22);
        assertThat(Directions.calls(second)).isEmpty();
        assertThat(local.digivaultCalls().count()).isZero();

        local.heyx("support").put(people.get(7).withFields(fields("lastName", "Changed")));
        assertThat(Directions.calls(run("heyx-to-digivault"))).isEqualTo(Map.of("update", 1L));
        assertThat(byPhone(local).get("+12125551007")).containsEntry("display_name", "Ann Changed");
    }

    @Test
    void mirrorMatchesTheOriginalAndKeepsForeignContacts() {
        for (int n = 0; n < 120; n++) {
            local.digivault()
                    .create(fields(
                            "username", "user" + n,
                            "phone_number", "1-212-555-" + (1000 + n),
                            "avatar_url", n % 2 == 0 ? null : "https://example.com/" + n,
                            "display_name", "User " + n));
        }
        mirror.digivault()
                .put(new DigivaultContact(
                        "m1",
                        fields(
                                "username", "user4",
                                "phone_number", "1-212-555-1004",
                                "avatar_url", "https://example.com/old",
                                "display_name", "User 4")));
        mirror.digivault().put(new DigivaultContact("m2", fields("username", "foreign", "phone_number", "1")));
        RunResult first = run("digivault-to-digivault");
        assertThat(first.contacts().of(Outcome.CREATED)).isEqualTo(119);
        assertThat(first.contacts().of(Outcome.UPDATED)).isEqualTo(1);
        assertThat(Directions.calls(first)).isEqualTo(Map.of("lookup", 1L, "create", 119L, "update", 1L));
        assertThat(first.sourceCalls()).isEqualTo(2);
        Map<Object, Map<String, @Nullable Object>> expected = byPhone(local);
        expected.put("1", fields("username", "foreign", "phone_number", "1"));
        assertThat(byPhone(mirror)).isEqualTo(expected);

        RunResult second = run("digivault-to-digivault");
        assertThat(Directions.calls(second)).isEmpty();
        assertThat(ResultJson.of(second)).doesNotContain("\"delete\"");

        DigivaultContact gone =
                local.digivault().contacts().skip(50).findFirst().orElseThrow();
        local.digivault().remove(gone.id());
        RunResult third = run("digivault-to-digivault");
        assertThat(third.contacts().missing()).isEqualTo(1);
        assertThat(third.contacts().of(Outcome.UNCHANGED)).isEqualTo(119);
        assertThat(Directions.calls(third)).isEqualTo(Map.of("delete", 1L));
        assertThat(mirror.digivaultCalls().count(EndpointKind.DELETE)).isEqualTo(1);
        assertThat(ResultJson.of(third)).contains("\"delete\":1");
        expected.remove(String.valueOf(gone.fields().get("phone_number")));
        assertThat(byPhone(mirror)).isEqualTo(expected);
        assertThat(Directions.calls(run("digivault-to-digivault"))).isEmpty();

        local.digivault().put(gone);
        assertThat(Directions.calls(run("digivault-to-digivault"))).isEqualTo(Map.of("lookup", 2L, "create", 1L));
    }

    @Test
    void recreatesVanishedContactsAndStopsAtTooManyMissing() {
        for (int n = 0; n < 30; n++) {
            local.digivault().create(fields("username", "user" + n, "phone_number", "1-212-555-" + (1000 + n)));
        }
        run("digivault-to-digivault");
        mirror.digivault().contacts().toList().stream()
                .filter(one -> Set.of("user0", "user1")
                        .contains(String.valueOf(one.fields().get("username"))))
                .forEach(one -> mirror.digivault().remove(one.id()));
        List<DigivaultContact> all = local.digivault().contacts().toList();
        local.digivault().put(all.get(0).with("display_name", "Changed"));
        local.digivault().remove(all.get(1).id());
        RunResult result = run("digivault-to-digivault");
        assertThat(result.status()).isEqualTo(RunResult.Status.COMPLETED);
        assertThat(result.contacts().of(Outcome.CREATED)).as(result.toString()).isEqualTo(1);
        assertThat(result.contacts().missing()).isZero();
        assertThat(Directions.calls(result)).isEqualTo(Map.of("update", 1L, "lookup", 1L, "create", 1L, "delete", 1L));
        assertThat(byPhone(mirror).get("1-212-555-1000")).containsEntry("display_name", "Changed");
        assertThat(mirror.digivault().size()).isEqualTo(29);

        all.subList(2, 4).forEach(one -> local.digivault().remove(one.id()));
        RunResult guarded = run("digivault-to-digivault");
        assertThat(guarded.status()).isNotEqualTo(RunResult.Status.COMPLETED);
        assertThat(guarded.error()).contains("2 of 29 contacts").contains("stop-when.missing");
        assertThat(mirror.digivaultCalls().count()).isZero();
        assertThat(mirror.digivault().size()).isEqualTo(29);
    }

    @Test
    void syncsHeyxContactsWithTagsToAnotherInbox() {
        List<HeyxContact> people = new ArrayList<>();
        for (int n = 0; n < 12; n++) {
            people.add(english(n, n % 4 == 0 ? List.of("VIP", "Other") : List.of("Not VIP")));
        }
        local.heyx("other").put(new HeyxContact("o1", fields("phone", "+12125551001"), List.of("VIP", "Theirs"), 1));
        RunResult first = run("heyx-to-heyx");
        assertThat(first.contacts().of(Outcome.CREATED)).isEqualTo(11);
        assertThat(first.contacts().of(Outcome.UPDATED)).isEqualTo(1);
        assertThat(Directions.calls(first))
                .isEqualTo(Map.of("lookup", 24L, "create", 11L, "update", 1L, "addTags", 3L, "removeTags", 1L));
        assertThat(first.sourceCalls()).isEqualTo(2);
        for (int n = 0; n < 12; n++) {
            HeyxContact written =
                    local.heyx("other").findAll("origin_id", people.get(n).id()).get(0);
            assertThat(written.fields())
                    .containsExactlyInAnyOrderEntriesOf(fields(
                            "origin_id",
                            people.get(n).id(),
                            "firstName",
                            "Ann",
                            "lastName",
                            "No " + n,
                            "phone",
                            "+1212555" + (1000 + n),
                            "email",
                            "ann" + n + "@example.com",
                            "language",
                            "en"));
            assertThat(written.tags()).isEqualTo(n == 1 ? List.of("Theirs") : n % 4 == 0 ? List.of("VIP") : List.of());
        }
        RunResult second = run("heyx-to-heyx");
        assertThat(Directions.calls(second)).isEmpty();
        assertThat(local.heyxCalls().count("other", EndpointKind.LOOKUP)).isZero();
    }
}
