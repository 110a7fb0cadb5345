package io.contactsync;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactsync.contact.Outcome;
import io.contactsync.http.FastTicker;
import io.contactsync.report.RunResult;
import io.contactsync.simulator.Simulator;
import io.contactsync.simulator.SimulatorOptions;
import io.contactsync.simulator.digivault.DigivaultContact;
import io.contactsync.simulator.heyx.HeyxContact;
import io.contactsync.simulator.server.EndpointKind;
import io.contactsync.simulator.server.Fault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Injects every fault of the simulator into random calls while contacts are added and changed. In the end HeyX contains
 * what a simple model predicts. Pauses use a clock that runs 20 times as fast.
 */
class FaultStormTest {

    private static final String JOB = JobFixture.jobFile("""
            match: [digivault_id, phone]
            fields:
              digivault_id: id
              firstName: display_name
              phone: phone_number
            tags:
              DigiVault: "true"
              Active: last_active_at > 100
            stop-when: {rejected: 100%}
            retry: {attempts: 8, outage: 1h}
            """);

    private static final Map<String, String> JSON = Map.of("Content-Type", "application/json");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(longs = 11)
    void heyxMatchesTheModel(long seed) {
        runStorms(new Random(seed), 2);
    }

    @Tag("soak")
    @ParameterizedTest
    @ValueSource(longs = {101, 102, 103, 104, 105, 106, 107, 108, 109, 110})
    void heyxMatchesTheModelAfterManyStorms(long seed) {
        runStorms(new Random(seed), 8);
    }

    private void runStorms(Random random, int rounds) {
        try (JobFixture fixture =
                JobFixture.start(SimulatorOptions.defaults().unlimited(), folder, new FastTicker(20))) {
            for (int i = 0; i < 40; i++) {
                add(fixture.simulator, random, i);
            }
            addSomeToHeyx(fixture.simulator, random);
            for (int round = 0; round < rounds; round++) {
                setFaults(fixture.simulator, random);
                fixture.runUnchecked(JOB);
                fixture.simulator.faults().clear();
                runUntilComplete(fixture);
                assertTargetMatches(fixture.simulator);
                change(fixture.simulator, random, round);
            }
        }
    }

    /** Runs without faults until all contacts are synced; these runs retry what was rejected before. */
    private static void runUntilComplete(JobFixture fixture) {
        for (int run = 0; run < 4; run++) {
            RunResult result = fixture.runUnchecked(JOB);
            if (result.status() == RunResult.Status.COMPLETED
                    && result.contacts().of(Outcome.REJECTED) == 0) {
                return;
            }
        }
        throw new AssertionError("contacts remain rejected although no fault is set");
    }

    private static void add(Simulator simulator, Random random, int number) {
        simulator
                .digivault()
                .create(Map.of(
                        "display_name",
                        "Name " + random.nextInt(1000),
                        "phone_number",
                        "+1212555%04d".formatted(number),
                        "last_active_at",
                        (long) random.nextInt(200)));
    }

    private static void addSomeToHeyx(Simulator simulator, Random random) {
        simulator
                .digivault()
                .contacts()
                .filter(contact -> random.nextInt(4) == 0)
                .toList()
                .forEach(contact -> simulator
                        .heyx("support")
                        .create(
                                Map.of(
                                        "phone",
                                        String.valueOf(contact.fields().get("phone_number")),
                                        "email",
                                        "kept@example.com"),
                                List.of("Unrelated", "Active")));
    }

    private static void setFaults(Simulator simulator, Random random) {
        for (EndpointKind kind :
                List.of(EndpointKind.LOOKUP, EndpointKind.UPDATE, EndpointKind.ADD_TAGS, EndpointKind.REMOVE_TAGS)) {
            for (Fault.Effect effect : effects()) {
                simulator.faults().set(Fault.heyx(effect).on(kind).withProbability(0.02, random.nextLong()));
            }
        }
        for (Fault.Effect effect : List.of(
                new Fault.Effect.ResetAfter(),
                new Fault.Effect.StatusAfter(502),
                new Fault.Effect.HtmlAfter(),
                new Fault.Effect.Truncate(Fault.Effect.Framing.CHUNKED),
                refusal(403),
                refusal(422),
                new Fault.Effect.ErrorIn200("no"),
                new Fault.Effect.Invisible(Duration.ofMillis(1500)))) {
            simulator.faults().set(Fault.heyx(effect).on(EndpointKind.CREATE).withProbability(0.04, random.nextLong()));
        }
        simulator
                .faults()
                .set(Fault.heyx(new Fault.Effect.ResetBefore())
                        .on(EndpointKind.CREATE)
                        .at(1 + random.nextInt(12)));
        simulator.faults().set(Fault.digivault(new Fault.Effect.Repeat()).withProbability(0.3, random.nextLong()));
        simulator.faults().set(Fault.digivault(new Fault.Effect.ResetAfter()).withProbability(0.2, random.nextLong()));
    }

    private static List<Fault.Effect> effects() {
        return List.of(
                refusal(400),
                refusal(503),
                refusal(500),
                refusal(429),
                new Fault.Effect.ResetBefore(),
                new Fault.Effect.ResetAfter(),
                new Fault.Effect.HangAfter(Duration.ofMillis(300)),
                new Fault.Effect.HtmlBefore(),
                new Fault.Effect.HtmlAfter(),
                new Fault.Effect.Redirect("http://127.0.0.1:9/elsewhere", 302),
                new Fault.Effect.ErrorIn200("try another time"),
                new Fault.Effect.StatusAfter(504),
                new Fault.Effect.Truncate(Fault.Effect.Framing.CONTENT_LENGTH));
    }

    private static Fault.Effect.Status refusal(int status) {
        Map<String, String> headers = new HashMap<>(JSON);
        if (status == 429) {
            headers.put("Retry-After", "1");
        }
        return new Fault.Effect.Status(
                status, "{\"status\":\"error\",\"message\":\"refused with " + status + "\",\"data\":[]}", headers);
    }

    private static void change(Simulator simulator, Random random, int round) {
        for (DigivaultContact contact : simulator.digivault().contacts().toList()) {
            switch (random.nextInt(5)) {
                case 0 -> simulator.digivault().put(contact.with("display_name", "Name " + random.nextInt(1000)));
                case 1 -> simulator.digivault().put(contact.with("last_active_at", (long) random.nextInt(200)));
                default -> {
                    // Unchanged.
                }
            }
        }
        add(simulator, random, 100 + round);
    }

    private static void assertTargetMatches(Simulator simulator) {
        List<DigivaultContact> contacts = simulator.digivault().contacts().toList();
        assertThat(simulator.heyx("support").size())
                .as("no contact is lost or duplicated")
                .isEqualTo(contacts.size());
        for (DigivaultContact contact : contacts) {
            List<HeyxContact> found = simulator.heyx("support").findAll("digivault_id", contact.id());
            assertThat(found).as(contact.toString()).hasSize(1);
            HeyxContact actual = found.get(0);
            assertThat(actual.text("firstName")).isEqualTo(contact.fields().get("display_name"));
            assertThat(actual.text("phone")).isEqualTo(contact.fields().get("phone_number"));
            TreeSet<String> tags = new TreeSet<>(List.of("DigiVault"));
            if (contact.fields().get("last_active_at") instanceof Number active && active.longValue() > 100) {
                tags.add("Active");
            }
            if (actual.text("email") != null) {
                tags.add("Unrelated");
            }
            assertThat(new TreeSet<>(actual.tags())).as(contact.toString()).isEqualTo(tags);
        }
    }
}
