package io.contactsync;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactsync.simulator.SeedData;
import io.contactsync.simulator.Simulator;
import io.contactsync.simulator.SimulatorOptions;
import io.contactsync.simulator.server.EndpointKind;
import io.contactsync.simulator.server.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs the jar: exit codes, stdout and stderr, signals, concurrent runs. */
class CommandLineIT {

    private static final String JOB = JobFixture.jobFile("""
            match: [digivault_id]
            fields:
              digivault_id: id
              firstName: firstWord(display_name)
            """);

    @TempDir
    private Path folder;

    private Simulator simulator;
    private CliRunner jar;

    @BeforeEach
    void startServices() {
        simulator = Simulator.start(SimulatorOptions.defaults()
                .withSeedData(SeedData.generated(30, 9))
                .unlimited());
        jar = new CliRunner(
                folder,
                Map.of(
                        "DIGIVAULT_URL", simulator.digivaultUrl(),
                        "DIGIVAULT_TOKEN", simulator.digivaultToken(),
                        "HEYX_URL", simulator.heyxUrl(),
                        "HEYX_TOKEN", simulator.heyxToken("support"),
                        "CONTACT_SYNC_STATE", folder.resolve("state").toString(),
                        // As under cron.
                        "LC_ALL", "C"));
    }

    @AfterEach
    void stopServices() {
        simulator.close();
    }

    private String job(String text) throws IOException {
        return Files.writeString(folder.resolve("job.yaml"), text).toString();
    }

    @Test
    void stdoutIsOneJsonObject() throws Exception {
        CliRunner.Result ended = jar.run("run", job(JOB), "--json");

        assertThat(ended.exitCode()).isZero();
        assertThat(ended.out().lines()).hasSize(1);
        assertThat(ended.json().path("status").asString()).isEqualTo("COMPLETED");
        assertThat(ended.json().path("contacts").path("created").asInt()).isEqualTo(30);
        assertThat(ended.json().path("calls").path("total").asLong())
                .isEqualTo(simulator.heyxCalls().count());
    }

    @Test
    void exitsWith1IfContactsAreRejected() throws Exception {
        CliRunner.Result ended = jar.run(
                "run",
                job(JOB + "  email: {value: \"null\", required: true}\nstop-when: {rejected: 100%}\n"),
                "--json");

        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.json().path("contacts").path("rejected").asInt()).isEqualTo(30);
    }

    @Test
    void exitsWith2WithoutCallsOnWrongUsageOrJobFile() throws Exception {
        String broken = job(JOB.replace("match:", "macht:"));
        CliRunner.Result misspelt = jar.run("run", broken, "--json");
        assertThat(misspelt.exitCode()).isEqualTo(2);
        assertThat(misspelt.err())
                .contains(broken + ":14:1")
                .contains("'macht'")
                .contains("match");
        assertThat(misspelt.json().path("status").asString()).isEqualTo("REFUSED");

        CliRunner.Result function = jar.run("run", job(JOB.replace("firstWord", "fristWord")));
        assertThat(function.exitCode()).isEqualTo(2);
        assertThat(function.err()).contains(":17:14").contains("did you mean 'firstWord'");

        assertThat(jar.run("run").exitCode()).isEqualTo(2);
        assertThat(jar.run("nonsense").exitCode()).isEqualTo(2);
        assertThat(jar.run("run", folder.resolve("nowhere.yaml").toString()).exitCode())
                .isEqualTo(2);
        assertThat(simulator.heyxCalls().count() + simulator.digivaultCalls().count())
                .isZero();
        assertThat(folder.resolve("state")).doesNotExist();
    }

    @Test
    void helpExitsWith0() throws Exception {
        CliRunner.Result help = jar.run("run", "--help");

        assertThat(help.exitCode()).isZero();
        assertThat(help.out()).contains("--fresh").contains("--max-calls");
    }

    @Test
    void secondRunOfARunningJobExitsWith4AndNamesTheProcess() throws Exception {
        simulator
                .faults()
                .set(Fault.heyx(new Fault.Effect.HangBefore(Duration.ofMinutes(5)))
                        .on(EndpointKind.CREATE)
                        .at(3));
        CliRunner.Running first = jar.start("run", job(JOB), "--quiet");
        awaitCalls(10);

        CliRunner.Result second = jar.run("run", folder.resolve("job.yaml").toString(), "--json");

        assertThat(second.exitCode()).isEqualTo(4);
        assertThat(second.err()).contains("already running").contains("process " + first.pid());
        assertThat(second.json().path("status").asString()).isEqualTo("REFUSED");
        first.kill();
        simulator.faults().clear();
        assertThat(jar.run("run", folder.resolve("job.yaml").toString()).exitCode())
                .isZero();
        assertThat(simulator.heyx("support").size()).isEqualTo(30);
    }

    private void awaitCalls(long calls) throws InterruptedException {
        while (simulator.heyxCalls().count() < calls) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    @Test
    void sigtermStopsTheRunWhileTheServerHangs() throws Exception {
        CliRunner.Running run = startHangingRun();

        run.terminate();
        CliRunner.Result ended = run.await();

        assertThat(ended.exitCode()).isEqualTo(3);
        // A run that does not end by itself is ended after 9.5 s, without a result.
        assertThat(ended.json().path("status").asString()).isEqualTo("STOPPED");
        simulator.faults().clear();
        CliRunner.Result again = jar.run("run", folder.resolve("job.yaml").toString(), "--json");
        assertThat(again.exitCode()).isZero();
        assertThat(again.json().path("resumed").asBoolean()).isTrue();
        assertThat(simulator.heyx("support").size()).isEqualTo(30);
    }

    /** A run whose fifth create is not answered. */
    private CliRunner.Running startHangingRun() throws Exception {
        simulator
                .faults()
                .set(Fault.heyx(new Fault.Effect.HangAfter(Duration.ofMinutes(5)))
                        .on(EndpointKind.CREATE)
                        .at(5));
        CliRunner.Running run = jar.start("run", job(JOB), "--json");
        awaitCalls(20);
        return run;
    }

    @Test
    @Tag("bench")
    void sigtermEndsTheProcessWithinTenSeconds() throws Exception {
        CliRunner.Running run = startHangingRun();
        long asked = System.nanoTime();

        run.terminate();

        assertThat(run.await().exitCode()).isEqualTo(3);
        assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void secondSignalEndsTheProcessAtOnceAndTheRunResumes() throws Exception {
        CliRunner.Running run = startHangingRun();
        run.terminate();
        while (!run.errorOutput().contains("Stopping")) {
            TimeUnit.MILLISECONDS.sleep(10);
        }

        run.terminate();
        CliRunner.Result ended = run.await();

        assertThat(ended.exitCode()).isEqualTo(3);
        // At the end of the grace period of the first signal it would have printed its result.
        assertThat(ended.out()).isEmpty();
        simulator.faults().clear();
        assertThat(jar.run("run", folder.resolve("job.yaml").toString()).exitCode())
                .isZero();
        assertThat(simulator.heyx("support").size()).isEqualTo(30);
    }

    @ParameterizedTest
    @ValueSource(strings = {"plan --lookup", "verify"})
    void readOnlyCommandEndsOnSigtermAndLeavesNoFiles(String command) throws Exception {
        assertThat(jar.run("run", job(JOB), "--limit", "10").exitCode()).isZero();
        simulator.faults().set(Fault.heyx(new Fault.Effect.HangBefore(Duration.ofMinutes(5))));
        simulator.heyxCalls().reset();
        List<String> arguments = new ArrayList<>(List.of(command.split(" ")));
        arguments.add(folder.resolve("job.yaml").toString());
        CliRunner.Running reading = jar.start(arguments.toArray(String[]::new));
        while (simulator.faults().all().get(0).hits() == 0) {
            assertThat(reading.isAlive()).as(reading.errorOutput()).isTrue();
            TimeUnit.MILLISECONDS.sleep(10);
        }

        reading.terminate();
        CliRunner.Result ended = reading.await();

        assertThat(ended.exitCode()).as(ended.err()).isEqualTo(3);
        assertThat(ended.err()).contains("Stopping").doesNotContain("Exception");
        try (Stream<Path> state = Files.list(folder.resolve("state"))) {
            assertThat(state).noneMatch(file -> file.getFileName().toString().startsWith("plan-"));
        }
    }

    @Test
    void stopsExactlyAtTheCallBudget() throws Exception {
        CliRunner.Result first = jar.run("run", job(JOB), "--max-calls", "17", "--json");

        assertThat(first.exitCode()).isEqualTo(3);
        assertThat(first.json().path("status").asString()).isEqualTo("STOPPED");
        assertThat(simulator.heyxCalls().count()).isEqualTo(17);
        CliRunner.Result second = jar.run("run", folder.resolve("job.yaml").toString(), "--json");
        assertThat(second.exitCode()).isZero();
        assertThat(second.json().path("contacts").path("created").asInt()).isEqualTo(30);
        assertThat(second.json().path("calls").path("total").asLong())
                .isEqualTo(simulator.heyxCalls().count());
    }

    @Test
    void exitsWith5IfATokenIsRefused() throws Exception {
        simulator
                .faults()
                .set(Fault.heyx(new Fault.Effect.Status(401, "{}", Map.of("Content-Type", "application/json")))
                        .on(EndpointKind.LOOKUP)
                        .at(1));

        assertThat(jar.run("run", job(JOB)).exitCode()).isEqualTo(5);
    }

    @Test
    void demoExitsWith0AndSuggestsNextSteps() throws Exception {
        CliRunner.Result demo = jar.run("demo");

        assertThat(demo.exitCode()).as(demo.err()).isZero();
        assertThat(demo.out())
                .contains("run 1 COMPLETED")
                .contains("run 2 COMPLETED")
                .contains("What to try next");
    }
}
