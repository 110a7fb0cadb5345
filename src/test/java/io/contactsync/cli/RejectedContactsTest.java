package io.contactsync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactsync.simulator.server.EndpointKind;
import io.contactsync.simulator.server.Fault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class RejectedContactsTest {
    private static final String BODY = "{\"status\":\"error\",\"message\":\"no, \\\"never\\\"\",\"data\":[]}";

    @TempDir
    Path folder;

    @Test
    void listsExplainsAndRetriesRejectedContacts() throws Exception {
        try (CliFixture fixture = new CliFixture(folder, 12, 0)) {
            fixture.simulator
                    .faults()
                    .set(Fault.heyx(new Fault.Effect.Status(422, BODY, Map.of()))
                            .on(EndpointKind.CREATE)
                            .next(2));
            assertThat(fixture.run("run", fixture.job.toString(), "--quiet").code())
                    .isEqualTo(ExitCode.REJECTS);
            Path csv = folder.resolve("rejects.csv");

            CliFixture.Result rejects =
                    fixture.run("rejects", fixture.job.toString(), "--json", "--csv", csv.toString());

            assertThat(rejects.code()).isEqualTo(ExitCode.DONE);
            assertThat(rejects.json().get("count").intValue()).isEqualTo(2);
            JsonNode first = rejects.json().get("rejects").get(0);
            assertThat(first.get("reason").stringValue()).isEqualTo("no, \"never\"");
            assertThat(first.get("by").stringValue()).isEqualTo("target");
            assertThat(first.get("attempts").intValue()).isEqualTo(1);
            assertThat(Files.readString(csv))
                    .startsWith("id,channel,by,reason,attempts,run,at\r\n")
                    .contains(",support,target,\"no, \"\"never\"\"\",1,1,");

            String id = first.get("id").stringValue();
            CliFixture.Result explained = fixture.run("explain", fixture.job.toString(), id);
            assertThat(explained.out())
                    .contains("rejected in run 1: no, \"never\"")
                    .contains("create begun");

            CliFixture.Result retried = fixture.run("retry", fixture.job.toString(), "--json", "--quiet");
            assertThat(retried.code()).isEqualTo(ExitCode.DONE);
            assertThat(retried.json().get("contacts").get("read").intValue()).isEqualTo(2);
            assertThat(retried.json().get("contacts").get("created").intValue()).isEqualTo(2);
            assertThat(fixture.run("rejects", fixture.job.toString(), "--json")
                            .json()
                            .get("count")
                            .intValue())
                    .isZero();
            assertThat(fixture.simulator.heyx("support").size()).isEqualTo(12);

            CliFixture.Result unknown = fixture.run("explain", fixture.job.toString(), "nobody", "--json");
            assertThat(unknown.code()).isEqualTo(ExitCode.REFUSED);
            assertThat(unknown.json().get("error").stringValue()).contains("'nobody'");
        }
    }

    @Test
    void exitsWith2ForAJobThatHasNeverRun() throws Exception {
        try (CliFixture fixture = new CliFixture(folder, 0, 0)) {
            for (String command : new String[] {"rejects", "status", "retry", "verify"}) {
                CliFixture.Result answer = fixture.run(command, fixture.job.toString(), "--json");

                assertThat(answer.code()).as(command).isEqualTo(ExitCode.REFUSED);
                assertThat(answer.json().get("status").stringValue()).isEqualTo("REFUSED");
                assertThat(answer.err()).contains("job 'workshop' has never run");
            }
            assertThat(fixture.run("explain", fixture.job.toString(), "c1").code())
                    .isEqualTo(ExitCode.REFUSED);
            assertThat(fixture.run("status").err()).contains("no job has run");
            assertThat(fixture.state())
                    .as("state directory, for commands that only read")
                    .doesNotExist();
        }
    }

    @Test
    void showsPastRunsWithoutTheTokens() throws Exception {
        try (CliFixture fixture = new CliFixture(folder, 1, 0)) {
            fixture.run("run", fixture.job.toString(), "--quiet");
            Path without = Files.writeString(
                    folder.resolve("without.yaml"),
                    Files.readString(fixture.job)
                            .replace(fixture.simulator.digivaultToken(), "${NO_SUCH_VARIABLE_IS_SET}"));

            assertThat(fixture.run("rejects", without.toString()).code()).isEqualTo(ExitCode.DONE);
            assertThat(fixture.run("status", without.toString()).code()).isEqualTo(ExitCode.DONE);
            assertThat(fixture.run("run", without.toString()).code()).isEqualTo(ExitCode.REFUSED);
        }
    }
}
