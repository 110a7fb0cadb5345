package io.contactsync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactsync.simulator.server.Fault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class StatusCommandTest {
    @TempDir
    Path folder;

    @Test
    void distinguishesACompletedRunFromAKilledOne() throws Exception {
        try (CliFixture fixture = new CliFixture(folder, 3, 0)) {
            assertThat(fixture.run("status", "--json").json().get("jobs")).isEmpty();
            fixture.run("run", fixture.job.toString(), "--quiet");

            JsonNode done =
                    fixture.run("status", fixture.job.toString(), "--json").json();
            assertThat(done.get("status").stringValue()).isEqualTo("COMPLETED");
            assertThat(done.get("resumable").booleanValue()).isFalse();
            assertThat(done.get("contacts").get("created").intValue()).isEqualTo(3);
            assertThat(done.get("calls").intValue()).isPositive();

            Path file = fixture.state().resolve("workshop.status");
            Files.writeString(
                    file,
                    Files.readString(file)
                            .replace("COMPLETED", "RUNNING")
                            .replaceFirst("\"processStartedAt\":\"\\d{4}", "\"processStartedAt\":\"1999"));

            JsonNode killed =
                    fixture.run("status", fixture.job.toString(), "--json").json();
            assertThat(killed.get("status").stringValue()).isEqualTo("KILLED");
            assertThat(killed.get("resumable").booleanValue()).isTrue();
            assertThat(fixture.run("status").out()).contains("workshop").contains("KILLED");
        }
    }

    @Test
    void showsAPauseOfTheSource() throws Exception {
        try (CliFixture fixture = new CliFixture(folder, 3, 0)) {
            fixture.simulator
                    .faults()
                    .set(Fault.digivault(new Fault.Effect.Status(429, "{}", Map.of("Retry-After", "4")))
                            .at(1));
            Thread run = new Thread(() -> fixture.run("run", fixture.job.toString(), "--quiet"));
            run.start();
            // A copy is shown, because the run may continue while the command starts.
            Path during = Files.createDirectory(folder.resolve("during"));
            Files.writeString(during.resolve("workshop.status"), statusOfPausedRun(fixture, run));
            assertThat(fixture.runIn(during, "status", fixture.job.toString()).out())
                    .contains("DigiVault 1 in the last minute, paused for ")
                    .contains(" s after a 429");
            run.join();
            assertThat(fixture.run("status", fixture.job.toString()).out())
                    .contains("COMPLETED")
                    .doesNotContain("429");
        }
    }

    /** The status file of a run, written while its source is paused. */
    private static String statusOfPausedRun(CliFixture fixture, Thread run) throws Exception {
        Path file = fixture.state().resolve("workshop.status");
        String status = "";
        while (run.isAlive() && !status.matches("(?s).*\"pausedSeconds\":[1-9].*")) {
            TimeUnit.MILLISECONDS.sleep(10);
            status = Files.exists(file) ? Files.readString(file) : "";
        }
        return status;
    }
}
