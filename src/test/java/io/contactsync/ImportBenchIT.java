package io.contactsync;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactsync.simulator.SeedData;
import io.contactsync.simulator.Simulator;
import io.contactsync.simulator.SimulatorOptions;
import java.io.BufferedWriter;
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
 * Imports a CSV file into HeyX without a rate limit, one create per row, in a process with 128 MB of heap: a tenth of
 * the rows, then all. Prints one table; its two lines show that memory use is constant.
 */
@Tag("bench")
class ImportBenchIT {

    private static final int MAX_ROWS = Integer.getInteger("bench.rows", 1_000_000);

    private static final Duration TIMEOUT = Duration.ofHours(1);

    private static final String JOB = """
            name: import
            source:
              csv: {file: contacts.csv, id: customer_id}
            target:
              heyx:
                url: ${HEYX_URL}
                channels:
                  - {name: support, token: "${HEYX_TOKEN}", calls-per-minute: unlimited}
            match: []
            fields:
              customer_id: customer_id
              firstName: first_name
              lastName: last_name
              email: lower(email)
              phone: e164(phone, 'US')
            """;

    @TempDir
    private Path folder;

    @Test
    void importsWithConstantMemory() throws Exception {
        System.out.println("import | rows      | file MB | seconds | rows/s | most heap after a collection");
        measure(MAX_ROWS / 10);
        measure(MAX_ROWS);
    }

    private void measure(int rows) throws Exception {
        Path file = write(rows);
        Path job = Files.writeString(folder.resolve("job.yaml"), JOB);
        Path collections = folder.resolve("gc-" + rows);
        SimulatorOptions options = SimulatorOptions.defaults()
                .withSeedData(SeedData.generated(0, 1))
                .unlimited();
        try (Simulator simulator = Simulator.start(options)) {
            CliRunner jar = new CliRunner(
                    folder,
                    Map.of("HEYX_URL", simulator.heyxUrl(), "HEYX_TOKEN", simulator.heyxToken("support")),
                    CliRunner.javaCommand(List.of("-Xmx128m", "-Xlog:gc:file=" + collections)));
            CliRunner.Result ended = jar.start(
                            "run",
                            job.toString(),
                            "--state",
                            folder.resolve("state-" + rows).toString(),
                            "--quiet",
                            "--json")
                    .await(TIMEOUT);
            JsonNode result = ended.json();
            assertThat(result.path("contacts").path("created").asInt())
                    .as(ended.err())
                    .isEqualTo(rows);
            assertThat(simulator.heyx("support").size()).isEqualTo(rows);
            double seconds = result.path("seconds").asDouble();
            System.out.println(String.format(
                    Locale.ROOT,
                    "import | %,9d | %7d | %7.1f | %,6.0f | %25d MB",
                    rows,
                    Files.size(file) >> 20,
                    seconds,
                    rows / seconds,
                    GcLog.maxUsedMegabytesAfterGc(collections)));
        }
    }

    private Path write(int rows) throws Exception {
        Path file = folder.resolve("contacts.csv");
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("customer_id,first_name,last_name,email,phone\n");
            for (int row = 1; row <= rows; row++) {
                out.write("%d,Given%d,\"Family, %d\",Given.%d@example.com,+1 415 555 %04d\n"
                        .formatted(row, row % 97, row, row, row % 10_000));
            }
        }
        return file;
    }
}
