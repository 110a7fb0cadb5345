package io.contactsync;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.contactsync.simulator.SeedData;
import io.contactsync.simulator.Simulator;
import io.contactsync.simulator.SimulatorOptions;
import io.contactsync.simulator.server.Latency;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Writes to HeyX without a rate limit: the calls per second of a first run, including the ledger on disk, compared with
 * those of {@link BaselineClient} with the same calls and concurrency against the same server. Prints one table. A
 * server without latency shares the processors with its client, so this measures the cost of a call; a server with
 * latency measures the use of concurrency. With few contacts this measures JVM warm-up.
 */
@Tag("bench")
class WritesBenchIT {

    private static final int CONTACTS = Integer.getInteger("bench.contacts", 100_000);
    private static final int CALLS_PER_CONTACT = 3;

    private static final String JOB = JobFixture.jobFile("""
            match: [digivault_id]
            fields:
              digivault_id: id
              firstName: firstWord(display_name)
              lastName: otherWords(display_name)
              phone: e164(phone_number, 'US')
              profilePic: avatar_url
              last_seen: {value: date(last_active_at), trigger: false}
              source: "'digivault'"
            tags:
              DigiVault: "true"
            """);

    @TempDir
    private Path folder;

    /**
     * A row of the table.
     *
     * @param millis the median of the server's log-normal latency
     * @param inFlight the number of concurrent calls
     * @param auto whether the program determines that number itself; the baseline client is always given it
     * @param contacts the number of contacts to write
     */
    private record Row(int millis, int inFlight, boolean auto, int contacts) {

        Simulator services() {
            SimulatorOptions options = SimulatorOptions.defaults()
                    .withSeedData(SeedData.generated(contacts, 11))
                    .unlimited();
            Latency latency = millis == 0 ? Latency.none() : Latency.logNormal(Duration.ofMillis(millis), 0.5, 12);
            return Simulator.start(options.withHeyx(options.heyx().withLatency(latency)));
        }

        long calls() {
            return (long) CALLS_PER_CONTACT * contacts;
        }
    }

    @Test
    void unlimitedWritesComparedWithABaselineClient() throws Exception {
        System.out.println(
                "writes | latency    | in flight | contacts | baseline calls/s | our calls/s | ours / baseline");
        print(new Row(0, 8, false, CONTACTS));
        print(new Row(0, 64, false, CONTACTS));
        print(new Row(0, 64, true, CONTACTS));
        print(new Row(5, 8, false, CONTACTS / 10));
        print(new Row(50, 64, false, CONTACTS / 5));
        print(new Row(150, 512, true, CONTACTS / 2));
    }

    private void print(Row row) throws Exception {
        double baseline = baselineRate(row);
        double program = programRate(row);
        System.out.println(String.format(
                Locale.ROOT,
                "writes | %7d ms | %9s | %,8d | %,16.0f | %,11.0f | %15.2f",
                row.millis(),
                row.auto() ? "auto/" + row.inFlight() : row.inFlight(),
                row.contacts(),
                baseline,
                program,
                program / baseline));
    }

    private static double baselineRate(Row row) throws Exception {
        try (Simulator simulator = row.services()) {
            Process client = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            BaselineClient.class.getName(),
                            simulator.heyxUrl(),
                            simulator.heyxToken("support"),
                            String.valueOf(row.contacts()),
                            String.valueOf(row.inFlight()))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            double seconds =
                    Double.parseDouble(new String(client.getInputStream().readAllBytes(), UTF_8).strip());
            assertThat(client.waitFor()).isZero();
            assertThat(simulator.heyxCalls().count()).isEqualTo(row.calls());
            return row.calls() / seconds;
        }
    }

    private double programRate(Row row) throws Exception {
        String setting = row.auto() ? "" : "    in-flight: " + row.inFlight() + "\n";
        Path state = Files.createTempDirectory(folder, "state");
        Path job = Files.writeString(
                folder.resolve("job.yaml"), JOB.replace("    channels:\n", setting + "    channels:\n"));
        try (Simulator simulator = row.services()) {
            CliRunner jar = new CliRunner(
                    folder,
                    Map.of(
                            "DIGIVAULT_URL", simulator.digivaultUrl(),
                            "DIGIVAULT_TOKEN", simulator.digivaultToken(),
                            "HEYX_URL", simulator.heyxUrl(),
                            "HEYX_TOKEN", simulator.heyxToken("support")),
                    CliRunner.javaCommand(List.of()));
            CliRunner.Result ended = jar.run("run", job.toString(), "--state", state.toString(), "--quiet", "--json");
            JsonNode result = ended.json();
            assertThat(result.path("contacts").path("created").asInt()).isEqualTo(row.contacts());
            return result.path("calls").path("total").asLong()
                    / result.path("seconds").asDouble();
        }
    }
}
