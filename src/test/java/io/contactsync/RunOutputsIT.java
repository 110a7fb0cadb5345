package io.contactsync;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactsync.simulator.SeedData;
import io.contactsync.simulator.Simulator;
import io.contactsync.simulator.SimulatorOptions;
import io.contactsync.simulator.digivault.DigivaultContact;
import io.contactsync.simulator.server.EndpointKind;
import io.contactsync.simulator.server.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The outputs of a run of the jar: JSON, report, metrics, webhook and log. */
class RunOutputsIT {

    private static final String JOB = JobFixture.jobFile("""
            match: [digivault_id]
            fields:
              digivault_id: id
              firstName: firstWord(display_name)
              phone: e164(phone_number, 'US')
            notify: {url: "${HOOK}"}
            """);

    @TempDir
    private Path folder;

    private final MockWebServer hook = new MockWebServer();
    private Simulator simulator;
    private CliRunner jar;
    private Path report;
    private Path metrics;

    @BeforeEach
    void startServices() throws IOException {
        hook.start();
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
                        "HOOK", hook.url("/hooks/5ecret").toString(),
                        "CONTACT_SYNC_STATE", folder.resolve("state").toString(),
                        "LC_ALL", "C"));
        report = folder.resolve("report.html");
        metrics = folder.resolve("contact-sync.prom");
        Files.writeString(folder.resolve("job.yaml"), JOB);
    }

    @AfterEach
    void stopServices() {
        simulator.close();
        hook.close();
    }

    private CliRunner.Result run(String... more) throws InterruptedException {
        List<String> arguments = new java.util.ArrayList<>(List.of(
                "run",
                folder.resolve("job.yaml").toString(),
                "--json",
                "--report",
                report.toString(),
                "--metrics-file",
                metrics.toString()));
        arguments.addAll(List.of(more));
        return jar.run(arguments.toArray(String[]::new));
    }

    private JsonNode posted() throws InterruptedException {
        RecordedRequest request = hook.takeRequest(1, TimeUnit.MINUTES);
        assertThat(request).as("a request to the webhook").isNotNull();
        return new JsonMapper().readTree(request.getBody().utf8());
    }

    @Test
    void failureAndRecoveryAppearInAllOutputs() throws Exception {
        hook.enqueue(new MockResponse.Builder().code(200).build());
        hook.enqueue(new MockResponse.Builder().code(200).build());
        simulator
                .faults()
                .set(Fault.heyx(new Fault.Effect.Status(401, "{}", Map.of("Content-Type", "application/json")))
                        .on(EndpointKind.CREATE)
                        .at(10));

        CliRunner.Result failed = run();

        assertThat(failed.exitCode()).isEqualTo(5);
        assertThat(failed.json().path("report").asString()).isEqualTo(report.toString());
        assertThat(report).content().contains("Failed: a token was refused").contains("contact-sync check");
        assertThat(metrics)
                .content()
                .contains("contact_sync_last_run_status{sync_job=\"test-job\",status=\"FAILED\"} 1");
        assertThat(posted().path("occasion").asString()).isEqualTo("failure");

        simulator.faults().clear();
        CliRunner.Result done = run();

        assertThat(done.exitCode()).isZero();
        assertThat(report).content().contains(">Completed<").contains("<dt>Resumed</dt>");
        assertThat(metrics)
                .content()
                .contains("outcome=\"created\"} 30")
                .contains("contact_sync_runs_total{sync_job=\"test-job\",status=\"COMPLETED\"} 1")
                .contains("contact_sync_last_success_timestamp_seconds");
        assertThat(posted().path("occasion").asString()).isEqualTo("recovery");

        run();
        assertThat(hook.getRequestCount()).as("no further notification").isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {60, 220})
    @EnabledOnOs(OS.LINUX)
    void fullDiskAppearsInAllOutputs(int kilobytes) throws Exception {
        hook.enqueue(new MockResponse.Builder().code(200).build());
        simulator.digivault().contacts().limit(1).toList().forEach(contact -> {
            for (int more = 0; more < 2_000; more++) {
                simulator.digivault().create(contact.fields());
            }
        });

        CliRunner.Result failed = jar.startWithFileSizeLimit(
                        kilobytes,
                        "run",
                        folder.resolve("job.yaml").toString(),
                        "--json",
                        "--metrics-file",
                        metrics.toString())
                .await();

        // A ledger that cannot be created is refused (2); one that fails later fails the run (3).
        assertThat(failed.exitCode()).as(failed.err()).isIn(2, 3);
        assertThat(failed.json().path("status").asString()).isIn("REFUSED", "FAILED");
        assertThat(metrics)
                .content()
                .contains("contact_sync_last_run_status{sync_job=\"test-job\",status=\"FAILED\"} 1");
        JsonNode notification = posted();
        assertThat(notification.path("occasion").asString()).isEqualTo("failure");
        assertThat(notification.path("error").asString()).contains("ledger");
    }

    @Test
    void reportContainsNoSecretsAndNoContactValues() throws Exception {
        assertThat(run().exitCode()).isZero();

        String page = Files.readString(report);
        assertThat(page)
                .contains("***")
                .contains("${HEYX_URL}")
                .doesNotContain(simulator.heyxToken("support"))
                .doesNotContain(simulator.digivaultToken())
                .doesNotContain(simulator.heyxUrl())
                .doesNotContain("5ecret");
        for (DigivaultContact contact : simulator.digivault().contacts().toList()) {
            Object phone = contact.fields().get("phone_number");
            Object name = contact.fields().get("display_name");
            assertThat(page).doesNotContain(String.valueOf(phone)).doesNotContain(String.valueOf(name));
        }
    }

    @Test
    void failedWebhookIsOnlyAWarning() throws Exception {
        hook.enqueue(new MockResponse.Builder().code(404).build());

        CliRunner.Result ended = run("--max-calls", "5");

        assertThat(ended.exitCode()).isEqualTo(3);
        assertThat(ended.err()).contains("notify: ").contains("HTTP 404").doesNotContain("5ecret");
        assertThat(ended.json().path("status").asString()).isEqualTo("STOPPED");
    }

    @Test
    void everyLogLineIsAJsonObject() throws Exception {
        hook.enqueue(new MockResponse.Builder().code(404).build());

        CliRunner.Result ended = run("--max-calls", "5", "--log-json");
        CliRunner.Result refused = jar.run("run", folder.resolve("missing.yaml").toString(), "--log-json");

        assertThat(ended.out().lines()).hasSize(1);
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(ended.err().lines()).isNotEmpty();
        for (String line : (ended.err() + refused.err()).lines().toList()) {
            JsonNode json = new JsonMapper().readTree(line);
            assertThat(json.path("level").asString()).isNotEmpty();
            assertThat(json.path("formattedMessage").asString()).isNotEmpty();
        }
    }

    @Test
    void rejectsAnOutputFileInAMissingDirectoryBeforeAnyCall() throws Exception {
        report = folder.resolve("nowhere").resolve("report.html");

        CliRunner.Result ended = run();

        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.err()).contains("--report").contains("must be a file in an existing, writable directory");
        assertThat(simulator.heyxCalls().count()).isZero();
    }
}
