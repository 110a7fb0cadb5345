package io.contactsync;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.contactsync.simulator.Simulator;
import io.contactsync.simulator.SimulatorOptions;
import io.contactsync.simulator.Stock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Writes to a HeyX without a limit: calls a second of a first run, ledger on disk included, beside what a bare OkHttp
 * client reaches with the same calls and as many at once, against the same server, in turns. Prints one table. With few
 * contacts it measures how fast Java warms up.
 */
@Tag("bench")
class WritesBenchIT {

    private static final int CONTACTS = Integer.getInteger("bench.contacts", 100_000);
    private static final int CALLS_EACH = 3;

    private static final String JOB = Rehearsal.job("""
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

    @Test
    void unlimitedWritesBesideABareClient() throws Exception {
        System.out.println("writes | in flight | bare calls/s | ours calls/s | ours / bare");
        for (int inFlight : new int[] {8, 64}) {
            print(String.valueOf(inFlight), bare(inFlight), ours("    in-flight: " + inFlight + "\n"));
        }
        print("auto", bare(64), ours(""));
    }

    private static void print(String inFlight, double bare, double ours) {
        System.out.println(String.format(
                Locale.ROOT, "writes | %9s | %,12.0f | %,12.0f | %11.2f", inFlight, bare, ours, ours / bare));
    }

    private static Simulator services() {
        return Simulator.start(SimulatorOptions.defaults()
                .withStock(Stock.generated(CONTACTS, 11))
                .unlimited());
    }

    private double bare(int inFlight) throws Exception {
        try (Simulator services = services()) {
            Process client = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            BareClient.class.getName(),
                            services.heyxUrl(),
                            services.heyxToken("support"),
                            String.valueOf(CONTACTS),
                            String.valueOf(inFlight))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            double seconds =
                    Double.parseDouble(new String(client.getInputStream().readAllBytes(), UTF_8).strip());
            assertThat(client.waitFor()).isZero();
            assertThat(services.heyxCalls().count()).isEqualTo((long) CALLS_EACH * CONTACTS);
            return CALLS_EACH * CONTACTS / seconds;
        }
    }

    private double ours(String setting) throws Exception {
        Path state = Files.createTempDirectory(folder, "state");
        Path job = Files.writeString(
                folder.resolve("job.yaml"), JOB.replace("    channels:\n", setting + "    channels:\n"));
        try (Simulator services = services()) {
            Jar jar = new Jar(
                    folder,
                    Map.of(
                            "DIGIVAULT_URL", services.digivaultUrl(),
                            "DIGIVAULT_TOKEN", services.digivaultToken(),
                            "HEYX_URL", services.heyxUrl(),
                            "HEYX_TOKEN", services.heyxToken("support")),
                    Jar.byJava(List.of()));
            Jar.Ended ended = jar.run("run", job.toString(), "--state", state.toString(), "--quiet", "--json");
            JsonNode result = ended.json();
            assertThat(result.path("contacts").path("created").asInt()).isEqualTo(CONTACTS);
            return result.path("calls").path("total").asLong()
                    / result.path("seconds").asDouble();
        }
    }
}
