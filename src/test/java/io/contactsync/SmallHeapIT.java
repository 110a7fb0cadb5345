package io.contactsync;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactsync.simulator.SeedData;
import io.contactsync.simulator.Simulator;
import io.contactsync.simulator.SimulatorOptions;
import io.contactsync.simulator.digivault.DigivaultContact;
import io.contactsync.simulator.server.Latency;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Runs the jar with too little memory: it ends by itself, and the next run with enough memory completes without a loss
 * or a duplicate.
 */
class SmallHeapIT {

    private static final int CONTACTS = 60;

    /** A process that has not ended by then is taken for one that never ends. */
    private static final Duration WATCHDOG = Duration.ofMinutes(2);

    private static final String JOB = JobFixture.jobFile("""
                in-flight: 8
            match: [digivault_id]
            fields:
              digivault_id: id
              firstName: firstWord(display_name)
            tags:
              DigiVault: "true"
            """);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"-Xmx12m", "-Xmx16m", "-Xmx18m"})
    void endsByItselfAndTheNextRunCompletes(String option) throws Exception {
        endsByItself(option);
    }

    @Tag("soak")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "-Xmx4m",
                "-Xmx6m",
                "-Xmx8m",
                "-Xmx10m",
                "-Xmx14m",
                "-Xmx15m",
                "-Xmx17m",
                "-Xmx19m",
                "-Xmx20m",
                "-Xmx22m",
                "-Xmx24m",
                "-Xmx28m",
                "-XX:+UseSerialGC -Xmx12m",
                "-XX:+UseSerialGC -Xmx14m",
                "-XX:+UseSerialGC -Xmx15m",
                "-XX:+UseSerialGC -Xmx16m",
                "-XX:+UseParallelGC -Xmx16m",
                "-XX:+UseParallelGC -Xmx18m",
                "-XX:MaxMetaspaceSize=16m",
                "-XX:MaxMetaspaceSize=24m",
                "-XX:MaxMetaspaceSize=32m",
                "-XX:MaxDirectMemorySize=1",
                "-Xss144k",
                "-Xss160k",
                "-Xss180k"
            })
    void endsByItselfWithManySizesAndOptions(String options) throws Exception {
        for (int round = 0; round < 5; round++) {
            Files.createDirectories(folder.resolve("round-" + round));
            endsByItself(options, folder.resolve("round-" + round));
        }
    }

    private void endsByItself(String options) throws Exception {
        endsByItself(options, folder);
    }

    private static void endsByItself(String options, Path folder) throws Exception {
        SimulatorOptions services = SimulatorOptions.defaults()
                .withSeedData(SeedData.generated(CONTACTS, 5))
                .unlimited();
        services = services.withHeyx(services.heyx().withLatency(Latency.fixed(Duration.ofMillis(5))));
        try (Simulator simulator = Simulator.start(services)) {
            String[] run = {
                "run",
                Files.writeString(folder.resolve("job.yaml"), JOB).toString(),
                "--state",
                folder.resolve("state").toString(),
                "--quiet",
                "--json"
            };

            CliRunner.Result ended =
                    runner(simulator, folder, options).start(run).await(WATCHDOG);

            assertThat(ended.exitCode()).as(ended.err()).isIn(0, 3);
            assertThat(ended.out().lines()).as(ended.err()).hasSize(1);
            if (ended.exitCode() == 3) {
                assertThat(ended.err().lines()).hasSize(1);
                assertThat(ended.err())
                        .matches(
                                "(?s)(out of memory|stack overflow): .*-X(mx|ss|X:Max\\w+Size).* run again to resume\\R");
                assertThat(ended.json().path("status").asString()).isEqualTo("FAILED");
                assertThat(ended.err().strip())
                        .isEqualTo(ended.json().path("error").asString());
            }
            CliRunner.Result next = runner(simulator, folder, "-Xmx256m").run(run);
            assertThat(next.exitCode()).as(next.err()).isZero();
            assertThat(simulator.heyx("support").contacts()).hasSize(CONTACTS);
            for (DigivaultContact contact : simulator.digivault().contacts().toList()) {
                assertThat(simulator.heyx("support").findAll("digivault_id", contact.id()))
                        .as("%s", contact)
                        .hasSize(1)
                        .allSatisfy(found -> assertThat(found.tags()).containsExactly("DigiVault"));
            }
        }
    }

    private static CliRunner runner(Simulator simulator, Path folder, String options) {
        List<String> quick = new ArrayList<>(List.of("-XX:TieredStopAtLevel=1"));
        quick.addAll(List.of(options.split(" ")));
        return new CliRunner(
                folder,
                Map.of(
                        "DIGIVAULT_URL", simulator.digivaultUrl(),
                        "DIGIVAULT_TOKEN", simulator.digivaultToken(),
                        "HEYX_URL", simulator.heyxUrl(),
                        "HEYX_TOKEN", simulator.heyxToken("support")),
                CliRunner.javaCommand(quick));
    }
}
