package io.contactsync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactsync.simulator.server.EndpointKind;
import io.contactsync.simulator.server.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Puts the backup of a ledger in its place after more contacts were created. */
class RestoredLedgerTest {

    private static final int BEFORE = 6;
    private static final int SINCE = 3;
    private static final String REFUSAL = "{\"status\":\"error\",\"message\":\"not this one\",\"data\":[]}";

    @TempDir
    private Path folder;

    private void withoutMatch(CliFixture fixture) throws IOException {
        Files.writeString(
                fixture.job,
                Files.readString(fixture.job)
                        .replace("match: [digivault_id, phone]", "match: []")
                        .replaceAll("preload: .*\n", ""));
    }

    private static CliFixture.Result run(CliFixture fixture, String command, String... more) {
        String[] arguments = new String[more.length + 1];
        arguments[0] = fixture.job.toString();
        System.arraycopy(more, 0, arguments, 1, more.length);
        return fixture.run(command, arguments);
    }

    /** Two runs with new contacts in the second one, and then a ledger that must be restored. */
    private static void breakLedger(CliFixture fixture) throws IOException {
        assertThat(run(fixture, "run").code()).isZero();
        for (int n = 0; n < SINCE; n++) {
            fixture.simulator
                    .digivault()
                    .create(Map.of("display_name", "Since " + n, "phone_number", "+1 212 555 018" + n));
        }
        assertThat(run(fixture, "run").code()).isZero();
        Files.write(fixture.state().resolve("workshop.mv.db"), new byte[100]);
    }

    private static void restore(CliFixture fixture) throws IOException {
        Files.copy(
                fixture.state().resolve("workshop.backup.mv.db"),
                fixture.state().resolve("workshop.mv.db"),
                StandardCopyOption.REPLACE_EXISTING);
    }

    @Test
    void contactsAreFoundAgainByTheMatchFields() throws IOException {
        try (CliFixture fixture = new CliFixture(folder, BEFORE, 0)) {
            breakLedger(fixture);
            assertThat(run(fixture, "run").err())
                    .contains("copy its backup", "found again by the match fields")
                    .doesNotContain("--fresh-links");
            restore(fixture);

            CliFixture.Result run = run(fixture, "run", "--json", "--quiet");

            assertThat(run.code()).as(run.err()).isZero();
            assertThat(fixture.simulator.heyx("support").size()).isEqualTo(BEFORE + SINCE);
        }
    }

    @Test
    void jobWithoutMatchIsRefusedUntilTheLossIsAccepted() throws IOException {
        try (CliFixture fixture = new CliFixture(folder, BEFORE, 0)) {
            withoutMatch(fixture);
            breakLedger(fixture);
            for (String command : List.of("run", "plan", "verify", "retry", "check", "rejects")) {
                CliFixture.Result refused = run(fixture, command);
                assertThat(refused.code()).as(command).isEqualTo(ExitCode.REFUSED);
                assertThat(refused.err() + refused.out())
                        .as(command)
                        .contains("copy its backup", "match: []", "a second time", "--fresh-links");
            }
            restore(fixture);
            for (String command : List.of("run", "plan", "check", "retry", "run")) {
                CliFixture.Result refused = run(fixture, command);
                assertThat(refused.code()).as(command).isEqualTo(ExitCode.REFUSED);
                assertThat(refused.err() + refused.out())
                        .as(command)
                        .contains("was restored from its backup", "match: []", "run with --fresh-links");
            }
            assertThat(run(fixture, "verify").code()).isZero();
            assertThat(run(fixture, "rejects").code()).isZero();
            assertThat(run(fixture, "plan", "--fresh-links", "--json")
                            .json()
                            .get("contacts")
                            .get("created")
                            .intValue())
                    .isEqualTo(SINCE);
            assertThat(run(fixture, "run").code()).isEqualTo(ExitCode.REFUSED);
            assertThat(fixture.simulator.heyx("support").size()).isEqualTo(BEFORE + SINCE);

            CliFixture.Result accepted = run(fixture, "run", "--fresh-links", "--json", "--quiet");

            assertThat(accepted.json().get("contacts").get("created").intValue())
                    .as(accepted.err())
                    .isEqualTo(SINCE);
            assertThat(run(fixture, "run").code()).isZero();
            assertThat(run(fixture, "check").code()).isZero();
        }
    }

    @Test
    void retryOfAJobWithoutMatchNeedsTheSameWord() throws IOException {
        try (CliFixture fixture = new CliFixture(folder, BEFORE, 0)) {
            withoutMatch(fixture);
            fixture.simulator
                    .faults()
                    .set(Fault.heyx(new Fault.Effect.Status(422, REFUSAL, Map.of()))
                            .on(EndpointKind.CREATE)
                            .next(1));
            assertThat(run(fixture, "run").code()).isEqualTo(ExitCode.REJECTS);
            assertThat(run(fixture, "verify").code()).isZero();
            restore(fixture);

            assertThat(run(fixture, "retry").err()).contains("--fresh-links");
            assertThat(run(fixture, "retry", "--resend").err()).contains("--fresh-links");
            assertThat(fixture.simulator.heyx("support").size()).isEqualTo(BEFORE - 1);
            assertThat(run(fixture, "retry", "--fresh-links").code()).isZero();
            assertThat(fixture.simulator.heyx("support").size()).isEqualTo(BEFORE);
            // A retry accepts it for its own contacts only.
            assertThat(run(fixture, "run").code()).isEqualTo(ExitCode.REFUSED);
        }
    }
}
