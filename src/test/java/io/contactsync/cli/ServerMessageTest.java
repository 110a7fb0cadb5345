package io.contactsync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactsync.simulator.digivault.DigivaultContact;
import io.contactsync.simulator.server.EndpointKind;
import io.contactsync.simulator.server.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How a message of the target is stored, printed and written to files. */
class ServerMessageTest {

    private static final int LENGTH = 500;
    private static final String PHONE = "+12125550100";

    @TempDir
    private Path folder;

    private CliFixture cli;
    private String job;

    @BeforeEach
    void start() throws IOException {
        cli = new CliFixture(folder, 0, 0);
        job = cli.job.toString();
    }

    @AfterEach
    void stop() {
        cli.close();
    }

    private void contact(String id) {
        cli.simulator
                .digivault()
                .put(new DigivaultContact(id, Map.of("display_name", "Zoë Example", "phone_number", PHONE)));
    }

    private void refuse(int status, String message) {
        String body = new JsonMapper().writeValueAsString(Map.of("status", "error", "message", message));
        cli.simulator.faults().clear();
        cli.simulator
                .faults()
                .set(Fault.heyx(new Fault.Effect.Status(status, body, Map.of("Content-Type", "application/json"))));
    }

    private String reason() {
        assertThat(cli.run("run", job, "--fresh", "--quiet").code()).isEqualTo(1);
        JsonNode rejects = cli.run("rejects", job, "--json").json().path("rejects");
        return rejects.path(0).path("reason").asString();
    }

    @Test
    void valuesAcrossTheCutAreRemoved() {
        contact("a");
        String token = cli.simulator.heyxToken("support");
        for (String value : List.of(token, PHONE, "Zoë Example", "Zo\\u00eb Example", "%2B12125550100")) {
            for (int before = LENGTH - value.length(); before <= LENGTH; before += 5) {
                refuse(422, "x".repeat(before) + value + "x".repeat(100));

                String reason = reason();

                assertThat(reason).hasSizeLessThanOrEqualTo(LENGTH).startsWith("x".repeat(before));
                assertThat(reason.replaceAll("\\[(token|phone|phone_number|display_name)]", "")
                                .replace("x", ""))
                        .isEmpty();
            }
        }
    }

    @Test
    void cutInACharacterLeavesAllFilesIntact() throws IOException {
        contact("a");
        refuse(422, "x".repeat(LENGTH - 1) + "👋👋");
        Path report = folder.resolve("report.html");
        Path metrics = folder.resolve("metrics.prom");
        Path csv = folder.resolve("rejects.csv");

        assertThat(cli.run("run", job, "--report", report.toString(), "--metrics-file", metrics.toString())
                        .code())
                .isEqualTo(1);
        assertThat(cli.run("rejects", job, "--csv", csv.toString()).code()).isZero();

        assertThat(report).content().contains("x".repeat(LENGTH - 1)).doesNotContain("\ufffd");
        assertThat(metrics).isNotEmptyFile();
        assertThat(csv)
                .content()
                .contains("x".repeat(LENGTH - 1))
                .doesNotContain("\ufffd")
                .endsWith("Z\r\n");
    }

    @Test
    void errorInASuccessfulResponseHasNoToken() {
        refuse(200, "token " + cli.simulator.heyxToken("support") + " may not do this");

        assertThat(cli.run("check", job).out()).contains("was refused: token [token] may not do this");
    }

    @Test
    void spreadsheetDoesNotEvaluateTheListOfRejects() throws IOException {
        contact("=1+1");
        refuse(422, "=HYPERLINK(\"http://evil.example\")");
        Path csv = folder.resolve("rejects.csv");
        assertThat(cli.run("run", job).code()).isEqualTo(1);

        assertThat(cli.run("rejects", job, "--csv", csv.toString()).code()).isZero();

        assertThat(csv).content().contains("\r\n'=1+1,support,target,\"'=HYPERLINK(\"\"http://evil.example\"\")\",1,");
    }

    @Test
    void spreadsheetDoesNotEvaluateTheListOfDifferences() throws IOException {
        contact("=1+1");
        Path csv = folder.resolve("verify.csv");
        assertThat(cli.run("run", job).code()).isZero();
        cli.simulator.heyx("support").clear();

        assertThat(cli.run("verify", job, "--csv", csv.toString()).code()).isEqualTo(1);

        assertThat(csv).content().contains("\r\n'=1+1,support,");
    }

    @Test
    void fileThatCannotBeWrittenIsRefusedAndNothingIsLeft() throws IOException {
        contact("a");
        refuse(422, "no");
        assertThat(cli.run("run", job).code()).isEqualTo(1);
        Path missing = folder.resolve("missing").resolve("rejects.csv");

        for (Path file : List.of(missing, folder, Path.of("/dev/null"))) {
            CliFixture.Result result = cli.run("rejects", job, "--csv", file.toString());

            assertThat(result.code()).isEqualTo(2);
            assertThat(result.err())
                    .contains("--csv " + file
                            + " cannot be written: it must be a file in an existing, writable directory");
            assertThat(result.out()).isEmpty();
        }
        assertThat(missing.getParent()).doesNotExist();
    }

    @Test
    void faultWhileAFileIsWrittenKeepsTheListAndLeavesNothing() throws IOException {
        contact("a");
        assertThat(cli.run("run", job).code()).isZero();
        cli.simulator.heyx("support").clear();
        Path output = Files.createDirectory(folder.resolve("output"));
        // There is no room for the suffix of the temporary file.
        Path file = output.resolve("x".repeat(250) + ".csv");

        CliFixture.Result verify = cli.run("verify", job, "--csv", file.toString());
        CliFixture.Result rejects = cli.run("rejects", job, "--csv", file.toString());

        assertThat(List.of(verify, rejects)).allSatisfy(result -> {
            assertThat(result.code()).isEqualTo(3);
            assertThat(result.err())
                    .contains("--csv " + file + " cannot be written: ")
                    .contains("run the command again");
        });
        assertThat(verify.out()).contains("a (support, ");
        assertThat(output).isEmptyDirectory();
    }

    @Test
    void idsThatDifferOnlyInHalfASurrogatePairAreRejected() throws IOException {
        String page = """
                {"has_more":false,"data":[{"id":"a?","phone_number":"+12125550101"},{"id":"a\\ud800"},{"id":"a\\ud801"}]}""";
        cli.simulator
                .faults()
                .set(Fault.digivault(new Fault.Effect.Status(200, page, Map.of("Content-Type", "application/json")))
                        .on(EndpointKind.LIST));

        JsonNode result = cli.run("run", job, "--json").json();

        assertThat(result.path("contacts").path("created").asInt()).isEqualTo(1);
        assertThat(result.path("contacts").path("rejected").asInt()).isEqualTo(2);
        assertThat(result.path("rejects")
                        .valueStream()
                        .map(one -> one.path("id").asString()))
                .containsExactlyInAnyOrder("item 1 behind contact a?", "item 2 behind contact a?");
        assertThat(cli.run("retry", job).err()).contains("item 1 behind contact a?: not retried (the row has no id)");
    }

    @Test
    void halfASurrogatePairInAValueIsSentAsReplacementCharacter() {
        String page = """
                {"has_more":false,"data":[{"id":"a","display_name":"Zoe\\ud83d Example","phone_number":"+12125550101"}]}""";
        cli.simulator
                .faults()
                .set(Fault.digivault(new Fault.Effect.Status(200, page, Map.of("Content-Type", "application/json")))
                        .on(EndpointKind.LIST));

        assertThat(cli.run("run", job).code()).isZero();
        assertThat(cli.simulator.heyx("support").contacts())
                .singleElement()
                .satisfies(contact -> assertThat(contact.fields()).containsEntry("firstName", "Zoe\ufffd"));
        assertThat(cli.run("run", job, "--json")
                        .json()
                        .path("contacts")
                        .path("unchanged")
                        .asInt())
                .isEqualTo(1);
    }
}
