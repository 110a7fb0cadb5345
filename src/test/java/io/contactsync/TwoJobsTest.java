package io.contactsync;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactsync.contact.Outcome;
import io.contactsync.http.FastTicker;
import io.contactsync.report.RunResult;
import io.contactsync.simulator.SeedData;
import io.contactsync.simulator.SimulatorOptions;
import io.contactsync.simulator.heyx.HeyxContact;
import io.contactsync.simulator.server.EndpointKind;
import io.contactsync.simulator.server.Fault;
import io.contactsync.simulator.server.Latency;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two jobs with the same contacts run at the same time on one channel: every contact is created once. */
class TwoJobsTest {

    private static final int SPEED = 40;

    @TempDir
    private Path folder;

    private static String job(String name, String match, String rest) {
        return JobFixture.jobFile("""
                    in-flight: 8
                match: [%s]
                fields:
                  digivault_id: id
                  phone: concat('+', id)
                  firstName: username
                  source: "'digivault'"
                %s
                """.formatted(match, rest)).replace("name: test-job", "name: " + name);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "digivault_id        | digivault_id",
                "digivault_id, phone | phone",
                "digivault_id        | phone",
            })
    void createEveryContactOnce(String first, String second) {
        assertCreatesOnce(24, 1, job("first", first, ""), job("second", second, ""));
    }

    @Test
    void doNotTrustAPreloadThatIsOlderThanTheOtherJobsCreates() {
        String preload = "preload: {field: source, value: digivault}";
        assertCreatesOnce(24, 1, job("first", "digivault_id", preload), job("second", "digivault_id, phone", preload));
    }

    @Tag("soak")
    @Test
    void createThousandsOfContactsOnce() {
        assertCreatesOnce(3_000, 9, job("first", "digivault_id, phone", ""), job("second", "phone", ""));
    }

    /** Answers take 25 ms of real time, a second of the jobs' time; a contact is found 6 s after its create. */
    private void assertCreatesOnce(int contacts, int seed, String first, String second) {
        SimulatorOptions options = SimulatorOptions.defaults()
                .withSeedData(SeedData.generated(contacts, seed))
                .unlimited();
        options = options.withHeyx(options.heyx().withLatency(Latency.fixed(Duration.ofMillis(25))));
        try (JobFixture jobs = JobFixture.start(options, folder, new FastTicker(SPEED))) {
            jobs.simulator
                    .faults()
                    .set(Fault.heyx(new Fault.Effect.Invisible(Duration.ofSeconds(6)))
                            .on(EndpointKind.CREATE));
            List<RunResult> results = Stream.of(first, second)
                    .map(job -> CompletableFuture.supplyAsync(() -> jobs.runUnchecked(job)))
                    .toList()
                    .stream()
                    .map(CompletableFuture::join)
                    .toList();
            assertThat(results).allMatch(result -> result.status() == RunResult.Status.COMPLETED);
            assertThat(jobs.simulator.heyx("support").contacts())
                    .hasSize(contacts)
                    .extracting(HeyxContact::fields)
                    .extracting("digivault_id")
                    .doesNotHaveDuplicates();
            assertThat(results.stream().mapToLong(TwoJobsTest::created).sum()).isEqualTo(contacts);
        }
    }

    private static long created(RunResult result) {
        var counts = Objects.requireNonNull(result.channels().get("support")).contacts();
        assertThat(counts.of(Outcome.REJECTED)).isZero();
        return counts.of(Outcome.CREATED);
    }
}
