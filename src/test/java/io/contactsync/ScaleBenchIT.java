package io.contactsync;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactsync.cli.StandardConnectors;
import io.contactsync.http.CancellationToken;
import io.contactsync.job.JobRunner;
import io.contactsync.jobfile.JobFile;
import io.contactsync.report.RunResult;
import io.contactsync.simulator.SeedData;
import io.contactsync.simulator.Simulator;
import io.contactsync.simulator.SimulatorOptions;
import io.contactsync.state.StateDirectory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A run without changes over 10,000, 100,000 and 1,000,000 contacts, in a process with 256 MB of heap; the simulators
 * are in another process. A run over the same contacts, whose target accepts writes without calls, fills the ledger
 * first and shows how many events per second the ledger records. Prints one table.
 */
@Tag("bench")
class ScaleBenchIT {

    private static final int MAX_CONTACTS = Integer.getInteger("bench.contacts", 1_000_000);

    private static final Duration TIMEOUT = Duration.ofHours(1);

    private static final String JOB = JobFixture.jobFile("""
            match: [digivault_id, phone]
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
    void unchangedContactsAtIncreasingScale() throws Exception {
        System.out.println("nothing to do | contacts  | ledger outcomes/s | seconds | microseconds a contact"
                + " | most heap after a collection | ledger bytes a contact");
        for (int contacts = 10_000; contacts <= MAX_CONTACTS; contacts *= 10) {
            measure(contacts);
        }
    }

    private void measure(int contacts) throws Exception {
        Path state = folder.resolve("state-" + contacts);
        Path job = Files.writeString(folder.resolve("job.yaml"), JOB);
        SimulatorOptions options = SimulatorOptions.defaults()
                .withSeedData(SeedData.generated(contacts, 11))
                .unlimited();
        try (Simulator simulator = Simulator.start(options)) {
            Map<String, String> environment = Map.of(
                    "DIGIVAULT_URL", simulator.digivaultUrl(),
                    "DIGIVAULT_TOKEN", simulator.digivaultToken(),
                    "HEYX_URL", simulator.heyxUrl(),
                    "HEYX_TOKEN", simulator.heyxToken("support"));
            double outcomes = fill(JobFile.load(job, environment, StandardConnectors.registry()), state);
            Path collections = folder.resolve("gc-" + contacts);
            CliRunner jar = new CliRunner(
                    folder, environment, CliRunner.javaCommand(List.of("-Xmx256m", "-Xlog:gc:file=" + collections)));
            long startedAt = System.nanoTime();
            CliRunner.Result ended = jar.start("run", job.toString(), "--state", state.toString(), "--quiet", "--json")
                    .await(TIMEOUT);
            double seconds = (System.nanoTime() - startedAt) / 1e9;
            assertThat(ended.exitCode()).as(ended.err()).isLessThan(2);
            assertThat(ended.json().path("calls").path("total").asLong()).isZero();
            assertThat(simulator.heyxCalls().count()).isZero();
            System.out.println(String.format(
                    Locale.ROOT,
                    "nothing to do | %,9d | %,17.0f | %7.1f | %22.0f | %25d MB | %,d",
                    contacts,
                    outcomes,
                    seconds,
                    seconds * 1e6 / contacts,
                    GcLog.maxUsedMegabytesAfterGc(collections),
                    Files.size(state.resolve("test-job.mv.db")) / contacts));
        }
    }

    private static double fill(JobFile job, Path state) {
        OfflineWrites target = new OfflineWrites();
        long startedAt = System.nanoTime();
        RunResult result = new JobRunner(
                        job,
                        JobFixture.FULL_RUN,
                        StateDirectory.open(state),
                        new CancellationToken(),
                        run -> {},
                        target)
                .run();
        assertThat(result.status()).isEqualTo(RunResult.Status.COMPLETED);
        return target.eventCount() / ((System.nanoTime() - startedAt) / 1e9);
    }
}
