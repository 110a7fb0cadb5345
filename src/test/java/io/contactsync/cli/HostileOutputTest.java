package io.contactsync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactsync.simulator.digivault.DigivaultContact;
import io.contactsync.simulator.server.EndpointKind;
import io.contactsync.simulator.server.Fault;
import io.contactsync.support.HostileTexts;
import io.contactsync.support.UnicodeText;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What every command prints if ids, messages, cells and names contain what a terminal executes or does not display. */
class HostileOutputTest {

    private static final JsonMapper JSON = new JsonMapper();

    /** All of them in one text, which ends with half a surrogate pair. */
    private static final String HOSTILE = String.join("x", HostileTexts.ALL) + "\ud83d";

    @TempDir
    private Path folder;

    private CliFixture cli;
    private String job;

    @BeforeEach
    void start() throws IOException {
        cli = new CliFixture(folder, 0, 0);
        job = cli.job.toString();
        for (String hostile : HostileTexts.ALL) {
            cli.simulator
                    .digivault()
                    .put(new DigivaultContact(
                            id(hostile),
                            Map.of(
                                    "username", "user" + hostile,
                                    "display_name", "Ann" + hostile + " Example",
                                    "phone_number", "+1212555" + (1000 + HostileTexts.ALL.indexOf(hostile)))));
        }
    }

    @AfterEach
    void stop() {
        cli.close();
    }

    private static String id(String hostile) {
        return "cus" + hostile + "_" + HostileTexts.ALL.indexOf(hostile);
    }

    private static List<String> ids() {
        return HostileTexts.ALL.stream().map(HostileOutputTest::id).toList();
    }

    /** Lets HeyX refuse calls, each with another message, so that the run is not stopped. */
    private void refuse(EndpointKind kind) {
        cli.simulator.faults().clear();
        for (int i = 0; i < HostileTexts.ALL.size(); i++) {
            Fault.Effect refusal = error(422, "no " + i + HostileTexts.ALL.get(i) + "\ud83d");
            cli.simulator.faults().set(Fault.heyx(refusal).on(kind).at(i + 1));
        }
    }

    private static Fault.Effect error(int status, String message) {
        String body = "{\"status\":\"error\",\"message\":\""
                + message.chars().mapToObj("\\u%04x"::formatted).collect(Collectors.joining()) + "\"}";
        return new Fault.Effect.Status(status, body, Map.of("Content-Type", "application/json"));
    }

    private CliFixture.Result harmless(String command, String... arguments) {
        CliFixture.Result result = cli.run(command, arguments);
        assertThat(HostileTexts.isHarmless(result.out())).as(result.out()).isTrue();
        assertThat(HostileTexts.isHarmless(result.err())).as(result.err()).isTrue();
        assertThat(UnicodeText.isWellFormed(result.out() + result.err())).isTrue();
        return result;
    }

    @Test
    void rejectsAreHarmlessInEveryCommand() throws IOException {
        refuse(EndpointKind.CREATE);
        Path report = folder.resolve("report.html");

        CliFixture.Result run = harmless("run", job, "--report", report.toString());

        assertThat(run.code()).as(run.err()).isEqualTo(1);
        assertThat(run.out()).contains("rejected: cus\\u0000_13 (support): no ");
        assertThat(report)
                .content()
                .contains("cus\\u001b[2J_0")
                .doesNotContain("\u202e")
                .doesNotContain("\u001b");

        CliFixture.Result rejects = harmless("rejects", job);
        assertThat(rejects.out()).hasLineCount(HostileTexts.ALL.size()).contains("no 0\\u001b[2J\ufffd [by the target");
        JsonNode json = harmless("rejects", job, "--json").json();
        assertThat(json.path("rejects").valueStream().map(one -> one.path("id").asString()))
                .containsExactlyInAnyOrderElementsOf(ids());
        assertThat(json.path("rejects").path(0).path("reason").asString()).endsWith("\ufffd");

        Path csv = folder.resolve("rejects.csv");
        assertThat(harmless("rejects", job, "--csv", csv.toString()).code()).isZero();
        assertThat(Files.readString(csv)).contains("no 0\u001b[2J\ufffd");

        for (String id : ids()) {
            CliFixture.Result explain = harmless("explain", job, id);
            assertThat(explain.code()).isZero();
            assertThat(explain.out()).contains(": rejected in run 1: no ");
            assertThat(harmless("explain", job, id, "--json").json().path("id").asString())
                    .isEqualTo(id);
        }
        harmless("status");
        harmless("status", job);
        harmless("status", job, "--json");

        refuse(EndpointKind.CREATE);
        assertThat(harmless("retry", job).out()).contains("rejected: cus");
        refuse(EndpointKind.CREATE);
        harmless("retry", job, "--quiet");
        refuse(EndpointKind.CREATE);
        assertThat(harmless("run", job, "--json").json().path("rejects").valueStream())
                .hasSize(HostileTexts.ALL.size());
        refuse(EndpointKind.CREATE);
        harmless("run", job, "--quiet", "--only", id(HostileTexts.ALL.get(0)));
    }

    @Test
    void planAndVerifyAreHarmless() {
        String all = Integer.toString(HostileTexts.ALL.size());
        assertThat(harmless("plan", job, "--diff", all, "--show-values").out())
                .contains("cus\\u001b[2J_0", "firstName: Ann");
        harmless("plan", job, "--diff", all, "--lookup", "--json");

        assertThat(harmless("run", job).code()).isZero();
        cli.simulator.heyx("support").clear();
        Path csv = folder.resolve("verify.csv");
        CliFixture.Result verify = harmless("verify", job, "--csv", csv.toString());
        assertThat(verify.code()).as(verify.err()).isEqualTo(1);
        assertThat(verify.out()).contains("cus\\u001b[2J_0");
        harmless("verify", job, "--json");
    }

    @Test
    void aSourceThatRefusesIsHarmless() {
        cli.simulator.faults().set(Fault.digivault(error(400, HOSTILE)));

        CliFixture.Result run = harmless("run", job);
        assertThat(run.code()).isEqualTo(3);
        assertThat(run.out()).contains("DigiVault refused to list contacts (400): \\u001b[2J");
        assertThat(harmless("run", job, "--json").json().path("error").asString())
                .contains("\u001b[2J");
        assertThat(harmless("run", job, "--quiet").err()).contains("\\u001b[2J");
        assertThat(harmless("status", job).out()).contains("error       DigiVault");
        harmless("plan", job);
        harmless("check", job);
    }

    @Test
    void aTargetThatRefusesLookupsIsHarmless() {
        cli.simulator.faults().set(Fault.heyx(error(422, HOSTILE)));
        assertThat(harmless("check", job).out()).contains("was refused: \\u001b[2J");
        harmless("check", job, "--json");

        cli.simulator.faults().set(Fault.heyx(error(200, HOSTILE)));
        assertThat(harmless("check", job).out()).contains("was refused: \\u001b[2J");
    }

    @Test
    void statusFileIsHarmless() throws IOException {
        assertThat(cli.run("run", job).code()).isZero();
        Path file = cli.state().resolve("workshop.status");
        String status = Files.readString(file)
                .replaceFirst("\"checkpoint\":\\{.*?}", "\"checkpoint\":{\"a\\\\u001b\":\"\\\\nFAKE\"}")
                .replace("\"error\":null", "\"error\":\"\\u001b[2J\"");
        Files.writeString(file, UnicodeText.wellFormed(status));

        harmless("status");
        assertThat(harmless("status", job).out()).contains("\\u001b[2J");
        harmless("status", "--json");
    }

    @Test
    void aWrongCommandLineIsHarmless() {
        assertThat(harmless("run", job, "--limit", "1" + HOSTILE).code()).isEqualTo(2);
        assertThat(harmless("run", job, "--unknown" + HOSTILE).code()).isEqualTo(2);
        assertThat(harmless("explain", job, "id" + HOSTILE).code()).isEqualTo(2);
        assertThat(harmless("init", "file" + HOSTILE).code()).isEqualTo(2);
        for (String hostile : HostileTexts.ALL) {
            assertThat(harmless("run", job, "more" + hostile).code()).isEqualTo(2);
            assertThat(harmless("run", "job" + hostile + ".yaml", "--json").code())
                    .isEqualTo(2);
        }
        for (String command : List.of("run", "plan", "check", "verify", "retry", "status", "rejects")) {
            assertThat(harmless(command, "job\u001b[2J\u0007\r\nFAKE.yaml").code())
                    .isEqualTo(2);
        }
    }

    @Test
    void aWrongJobFileIsHarmless() throws IOException {
        String valid = Files.readString(cli.job);
        for (String hostile : HostileTexts.ALL) {
            String quoted = JSON.writeValueAsString("a" + hostile);
            for (String wrong : List.of(
                    valid.replace("name: workshop", "name: " + quoted),
                    valid.replace("name: workshop", "name: workshop\n" + quoted + ": 1"),
                    valid.replace("firstName: first", "firstName: " + hostile + "first"),
                    valid.replace("name: workshop", hostile))) {
                Path file = Files.writeString(folder.resolve("wrong.yaml"), wrong);
                assertThat(harmless("run", file.toString()).code()).isEqualTo(2);
            }
        }
    }

    @Test
    void aCsvFileIsHarmless() throws IOException {
        for (String hostile : HostileTexts.ALL) {
            Path file = Files.writeString(
                    folder.resolve(fileName("contacts" + hostile + ".csv")),
                    "id,name,phone,\"x" + hostile + "\"\n\"1" + hostile + "\",\"A" + hostile
                            + "\",+12125550100,y\n2,B,x,\"" + hostile + "\"\n");
            StringWriter output = new StringWriter();
            PrintWriter printer = new PrintWriter(output);

            int code =
                    Commands.commandLine(printer, printer).execute("init", file.toString(), "--force", "--show-values");

            assertThat(HostileTexts.isHarmless(output.toString()))
                    .as(output.toString())
                    .isTrue();
            assertThat(code).as(output.toString()).isIn(0, 2);
            if (code == 0) {
                harmless("check", file.toString().replaceFirst("\\.csv$", ".yaml"));
            }
        }
    }

    /** The name, or a plain one if this system has no file of that name. */
    private static String fileName(String name) {
        try {
            return name.contains("/") ? "contacts.csv" : Path.of(name).toString();
        } catch (InvalidPathException e) {
            return "contacts.csv";
        }
    }
}
