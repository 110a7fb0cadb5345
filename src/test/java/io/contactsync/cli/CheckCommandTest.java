package io.contactsync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactsync.simulator.server.EndpointKind;
import io.contactsync.simulator.server.Fault;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckCommandTest {
    @TempDir
    Path folder;

    @Test
    void passesWithOneLookupPerMatchFieldWhenEverythingIsInPlace() throws Exception {
        try (CliFixture fixture = new CliFixture(folder, 3, 1)) {
            CliFixture.Result answer = fixture.run("check", fixture.job.toString());

            assertThat(answer.code()).isEqualTo(ExitCode.DONE);
            assertThat(answer.out())
                    .contains("✓ source: answers, and has contacts")
                    .doesNotContain("✗");
            assertThat(fixture.simulator.heyxCalls().count(EndpointKind.LOOKUP)).isEqualTo(2);
        }
    }

    @Test
    void exitsWith5WhenATokenIsRefused() throws Exception {
        try (CliFixture fixture = new CliFixture(folder, 1, 0)) {
            CliFixture.Result answer = fixture.run(
                    "check",
                    fixture.jobFile("other.yaml", "display_name", "wrong").toString(),
                    "--json");

            assertThat(answer.code()).isEqualTo(ExitCode.TOKEN_REFUSED);
            assertThat(answer.json().get("ok").booleanValue()).isFalse();
            assertThat(answer.out()).contains("token_refused").doesNotContain("\"wrong\"");
        }
    }

    @Test
    void exitsWith2WhenTheTargetRefusesAMatchField() throws Exception {
        try (CliFixture fixture = new CliFixture(folder, 1, 0)) {
            fixture.simulator
                    .faults()
                    .set(Fault.heyx(new Fault.Effect.Status(
                                    403, "{\"status\":\"error\",\"message\":\"unknown field\",\"data\":[]}", Map.of()))
                            .on(EndpointKind.LOOKUP)
                            .next(1));

            CliFixture.Result answer = fixture.run("check", fixture.job.toString());

            assertThat(answer.code()).isEqualTo(ExitCode.REFUSED);
            assertThat(answer.out())
                    .contains("✗ channel support, match field digivault_id: was refused: unknown field");
        }
    }

    @Test
    void reportsAMisspeltFieldWithoutMakingACall() throws Exception {
        try (CliFixture fixture = new CliFixture(folder, 1, 0)) {
            String job = fixture.jobFile("other.yaml", "dispaly_name", "token").toString();

            CliFixture.Result answer = fixture.run("check", job);

            assertThat(answer.code()).isEqualTo(ExitCode.REFUSED);
            assertThat(answer.out()).contains("✗ job file: ").contains("dispaly_name");
            assertThat(fixture.simulator.heyxCalls().count()
                            + fixture.simulator.digivaultCalls().count())
                    .isZero();
        }
    }
}
