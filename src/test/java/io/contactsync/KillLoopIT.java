package io.contactsync;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactsync.simulator.SeedData;
import io.contactsync.simulator.Simulator;
import io.contactsync.simulator.SimulatorOptions;
import io.contactsync.simulator.digivault.DigivaultContact;
import io.contactsync.simulator.heyx.HeyxContact;
import io.contactsync.simulator.server.EndpointKind;
import io.contactsync.simulator.server.Fault;
import io.contactsync.simulator.server.FaultRegistry;
import io.contactsync.simulator.server.Latency;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * {@code kill -9} at any moment: the jar runs against the simulator in another process and is killed repeatedly. In the
 * end HeyX contains what an uninterrupted run creates: every contact exactly once.
 */
class KillLoopIT {

    private static final int IN_FLIGHT = 8;

    private static final String JOB = JobFixture.jobFile("""
                in-flight: 8
            match: [digivault_id]
            fields:
              digivault_id: id
              firstName: firstWord(display_name)
              username: username
            tags:
              DigiVault: "true"
            """);

    @TempDir
    private Path folder;

    @Test
    void noContactIsLostOrDuplicatedAfterAFewKills() throws Exception {
        runWithKills(4, 60, new Random(1));
    }

    @Tag("soak")
    @Test
    void noContactIsLostOrDuplicatedAfterTwoHundredKills() throws Exception {
        runWithKills(200, 1_500, new Random(2));
    }

    private void runWithKills(int kills, int contacts, Random random) throws Exception {
        SimulatorOptions options = SimulatorOptions.defaults()
                .withSeedData(SeedData.generated(contacts, 5))
                .unlimited();
        options = options.withHeyx(options.heyx().withLatency(Latency.fixed(Duration.ofMillis(20))));
        try (Simulator simulator = Simulator.start(options)) {
            CliRunner jar = jar(simulator);
            int done = 0;
            while (done < kills) {
                CliRunner.Running run = jar.start("run", at("job.yaml"), "--state", at("state"), "--quiet");
                done += killAt(simulator, run, random, Math.max(1, contacts * 3 / kills)) ? 1 : 0;
            }
            CliRunner.Result last = jar.run("run", at("job.yaml"), "--state", at("state"), "--json");
            assertThat(last.exitCode()).as(last.err()).isZero();
            assertEndState(simulator, contacts);
            assertCalls(simulator, last.json(), kills, contacts);
        }
    }

    private CliRunner jar(Simulator simulator) throws Exception {
        Files.writeString(folder.resolve("job.yaml"), JOB);
        return new CliRunner(
                folder,
                Map.of(
                        "DIGIVAULT_URL", simulator.digivaultUrl(),
                        "DIGIVAULT_TOKEN", simulator.digivaultToken(),
                        "HEYX_URL", simulator.heyxUrl(),
                        "HEYX_TOKEN", simulator.heyxToken("support")));
    }

    private String at(String name) {
        return folder.resolve(name).toString();
    }

    /** Kills a run after some calls, or after a create was processed and before its response is read. */
    private static boolean killAt(Simulator simulator, CliRunner.Running run, Random random, int maxCalls)
            throws Exception {
        long before = simulator.heyxCalls().count();
        if (random.nextBoolean()) {
            FaultRegistry.ArmedFault hanging = simulator
                    .faults()
                    .set(Fault.heyx(new Fault.Effect.HangAfter(Duration.ofMinutes(5)))
                            .on(EndpointKind.CREATE)
                            .at(1 + random.nextInt(Math.max(1, maxCalls / 3))));
            boolean hit = false;
            while (run.isAlive() && !hit) {
                hit = hanging.awaitHit(Duration.ofMillis(50));
            }
            run.kill();
            simulator.faults().remove(hanging);
            return hit;
        }
        long until = before + 1 + random.nextInt(maxCalls);
        while (run.isAlive() && simulator.heyxCalls().count() < until) {
            Thread.onSpinWait();
        }
        boolean killed = run.isAlive();
        run.kill();
        return killed;
    }

    private static void assertEndState(Simulator simulator, int contacts) {
        List<HeyxContact> all = simulator.heyx("support").contacts();
        assertThat(all).as("no duplicates").hasSize(contacts);
        for (DigivaultContact contact : simulator.digivault().contacts().toList()) {
            List<HeyxContact> found = simulator.heyx("support").findAll("digivault_id", contact.id());
            assertThat(found).as("%s", contact).hasSize(1);
            assertThat(found.get(0).text("username")).isEqualTo(contact.fields().get("username"));
            assertThat(found.get(0).tags()).containsExactly("DigiVault");
        }
    }

    /**
     * At most the calls in flight are repeated, a create in doubt is looked up four times before it is sent again, and
     * the result counts the calls that the server received.
     */
    private static void assertCalls(Simulator simulator, JsonNode json, int kills, int contacts) {
        long received = simulator.heyxCalls().count();
        assertThat(json.path("calls").path("total").asLong()).isBetween(received, received + (long) kills * IN_FLIGHT);
        assertThat(json.path("contacts").path("created").asLong()).isEqualTo(contacts);
        assertThat(received).isBetween(3L * contacts, 3L * contacts + (long) kills * IN_FLIGHT * 6);
        assertThat(simulator.heyxCalls().count(EndpointKind.CREATE))
                .isLessThanOrEqualTo(contacts + (long) kills * IN_FLIGHT);
    }
}
