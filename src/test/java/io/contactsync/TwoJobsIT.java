package io.contactsync;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactsync.simulator.SeedData;
import io.contactsync.simulator.Simulator;
import io.contactsync.simulator.SimulatorOptions;
import io.contactsync.simulator.heyx.HeyxContact;
import io.contactsync.simulator.server.EndpointKind;
import io.contactsync.simulator.server.Fault;
import io.contactsync.simulator.server.FaultRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code kill -9} of a job while it creates contacts that another job has, too: every contact is created once. */
class TwoJobsIT {

    @TempDir
    private Path folder;

    private static String job(String name, String match) {
        return JobFixture.jobFile("""
                    in-flight: 8
                match: [%s]
                fields:
                  digivault_id: id
                  phone: concat('+', id)
                """.formatted(match)).replace("name: test-job", "name: " + name);
    }

    @Test
    void otherJobFindsCreatesOfAKilledJobThatAreNotVisibleYet() throws Exception {
        killAndRunTheOther(16, 1);
    }

    @Tag("soak")
    @Test
    void otherJobFindsCreatesOfManyKilledJobs() throws Exception {
        killAndRunTheOther(400, 20);
    }

    private void killAndRunTheOther(int contacts, int kills) throws Exception {
        SimulatorOptions options = SimulatorOptions.defaults()
                .withSeedData(SeedData.generated(contacts, 4))
                .unlimited();
        Files.writeString(folder.resolve("first.yaml"), job("first", "digivault_id, phone"));
        Files.writeString(folder.resolve("second.yaml"), job("second", "phone"));
        try (Simulator simulator = Simulator.start(options)) {
            CliRunner jar = new CliRunner(
                    folder,
                    Map.of(
                            "DIGIVAULT_URL", simulator.digivaultUrl(),
                            "DIGIVAULT_TOKEN", simulator.digivaultToken(),
                            "HEYX_URL", simulator.heyxUrl(),
                            "HEYX_TOKEN", simulator.heyxToken("support")));
            simulator
                    .faults()
                    .set(Fault.heyx(new Fault.Effect.Invisible(Duration.ofSeconds(6)))
                            .on(EndpointKind.CREATE));
            for (int kill = 0; kill < kills; kill++) {
                FaultRegistry.ArmedFault hanging = simulator
                        .faults()
                        .set(Fault.heyx(new Fault.Effect.HangAfter(Duration.ofMinutes(5)))
                                .on(EndpointKind.CREATE)
                                .at(5));
                String name = kill % 2 == 0 ? "first" : "second";
                CliRunner.Running killed = start(jar, name);
                while (killed.isAlive() && !hanging.awaitHit(Duration.ofMillis(20))) {
                    Thread.onSpinWait();
                }
                killed.kill();
                simulator.faults().remove(hanging);
            }
            for (String name : new String[] {"second", "first", "second"}) {
                CliRunner.Result done = jar.run("run", at(name + ".yaml"), "--state", at("state"), "--json");
                assertThat(done.exitCode()).as(done.err()).isZero();
            }
            assertThat(simulator.heyx("support").contacts())
                    .hasSize(contacts)
                    .extracting(HeyxContact::fields)
                    .extracting("phone")
                    .doesNotHaveDuplicates();
        }
    }

    private CliRunner.Running start(CliRunner jar, String name) throws Exception {
        return jar.start("run", at(name + ".yaml"), "--state", at("state"), "--quiet");
    }

    private String at(String name) {
        return folder.resolve(name).toString();
    }
}
