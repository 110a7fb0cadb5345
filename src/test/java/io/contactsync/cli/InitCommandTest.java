package io.contactsync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactsync.contact.Outcome;
import io.contactsync.http.CancellationToken;
import io.contactsync.job.JobRunner;
import io.contactsync.jobfile.JobFile;
import io.contactsync.report.RunResult;
import io.contactsync.run.RunOptions;
import io.contactsync.simulator.Simulator;
import io.contactsync.simulator.SimulatorOptions;
import io.contactsync.state.StateDirectory;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class InitCommandTest {

    private static final String GERMAN = """
            Kundennummer;Vorname;Name;Handy;E-Mail;Straße;id;Größe
            K-1;Jürgen;Groß;0151 23456789;j@example.com;Weg 1;7;L
            K-2;Änne;Ö;030 1234567;a@example.com;Weg 2;7;
            """;

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void infersDialectColumnsAndRegionOfAGermanFile() throws IOException {
        Path csv = Files.write(folder.resolve("Kunden 2026.csv"), GERMAN.getBytes(Charset.forName("windows-1252")));
        assertThat(init(csv.toString())).as(err.toString()).isZero();
        assertThat(folder.resolve("Kunden 2026.yaml"))
                .content()
                .contains("name: kunden-2026-to-heyx\n")
                .contains("file: Kunden 2026.csv\n    id: Kundennummer\n    delimiter: ';' ")
                .contains("charset: windows-1252")
                .contains("match: [Kundennummer, phone]")
                .contains("  Kundennummer: Kundennummer   # identifies the contact\n")
                .contains("  firstName: Vorname\n  lastName: Name\n")
                .contains("  phone: e164(Handy, 'DE')   # CHECK THIS: inferred; valid there: 2 of 2 numbers")
                .contains("  email: \"lower(trim(['E-Mail']))\"\n")
                .contains("  Strasse: \"['Straße']\"\n  csv_id: id\n  Grosse: \"['Größe']\"\n");
        assertThat(err.toString())
                .contains("Kunden 2026.csv: windows-1252, delimiter ';', id is Kundennummer")
                .contains("firstName=J***, lastName=G***, phone=+***")
                .doesNotContain("Jürgen")
                .doesNotContain("2345678");
        assertThat(out.toString()).contains("next: contact-sync run");
    }

    @Test
    void showsValuesAndUsesTheGivenRegionOnRequest() throws IOException {
        Path csv = Files.writeString(folder.resolve("a.csv"), "Full Name,Tel,公司\nAda Lovelace Byron,0660 1234567,x\n");
        assertThat(init(csv.toString(), "--show-values", "--region", "at")).isZero();
        assertThat(err.toString()).contains("firstName=Ada, lastName=Lovelace Byron, phone=+436601234567");
        assertThat(folder.resolve("a.yaml"))
                .content()
                .contains("firstName: \"firstWord(['Full Name'])\"   # the first word")
                .contains("# FIELD: \"['公司']\"   # no name for HeyX");
    }

    @Test
    void overwritesAnExistingJobFileOnlyWithForce() throws IOException {
        Path csv = Files.writeString(folder.resolve("a.csv"), "id,name\n1,x\n");
        Path job = Files.writeString(folder.resolve("mine.yaml"), "mine");
        assertThat(init(csv.toString(), "--out", job.toString())).isEqualTo(ExitCode.REFUSED);
        assertThat(job).hasContent("mine");
        assertThat(err.toString()).contains("--force");
        assertThat(init(csv.toString(), "--out", job.toString(), "--force")).isZero();
        assertThat(job).content().contains("id: id");
    }

    @Test
    void writesNoJobFileForAnUnusableCsvFile() throws IOException {
        Path csv = Files.writeString(folder.resolve("a.csv"), "id,name,name\n1,x,y\n");
        assertThat(init(csv.toString())).isEqualTo(ExitCode.REFUSED);
        assertThat(err.toString()).contains("a.csv:1: columns 2 and 3 have the same name 'name'");
        assertThat(folder).isDirectoryNotContaining("glob:**.yaml*");
        Files.writeString(csv, "a,b\n1,x\n1,x\n");
        assertThat(init(csv.toString())).isEqualTo(ExitCode.REFUSED);
        assertThat(err.toString()).contains("no column has unique values");
    }

    @Test
    void printsTheInferredJobAsJson() throws IOException {
        Path csv = Files.writeString(folder.resolve("a.csv"), "uid\temail\n1\tx@example.com\n");
        assertThat(init(csv.toString(), "--json")).isZero();
        JsonNode json = new JsonMapper().readTree(out.toString());
        assertThat(json.path("delimiter").asString()).isEqualTo("\t");
        assertThat(json.path("charset").asString()).isEqualTo("UTF-8");
        assertThat(json.path("id").asString()).isEqualTo("uid");
        assertThat(json.path("fields").path(1).path("expression").asString()).isEqualTo("lower(trim(email))");
    }

    @Test
    void inferredJobRunsWithoutChanges() throws IOException {
        Path csv = Files.copy(Path.of("samples/contacts.csv"), folder.resolve("contacts.csv"));
        assertThat(init(csv.toString())).as(err.toString()).isZero();
        try (Simulator simulator = Simulator.start(SimulatorOptions.defaults().unlimited())) {
            Map<String, String> environment =
                    Map.of("HEYX_URL", simulator.heyxUrl(), "HEYX_TOKEN", simulator.heyxToken("support"));
            Path job = folder.resolve("contacts.yaml");
            Files.writeString(
                    job, Files.readString(job).replace("calls-per-minute: 200", "calls-per-minute: unlimited"));
            RunOptions options = new RunOptions(
                    RunOptions.Start.RESUME, OptionalLong.empty(), List.of(), OptionalLong.empty(), Optional.empty());
            RunResult result = new JobRunner(
                            JobFile.load(job, environment, StandardConnectors.registry()),
                            options,
                            StateDirectory.open(folder.resolve("state")),
                            new CancellationToken(),
                            view -> {})
                    .run();
            assertThat(result.contacts().of(Outcome.CREATED))
                    .as(String.valueOf(result.rejects()))
                    .isEqualTo(25);
            assertThat(simulator.heyx("support").findAll("firstName", "Chloé")).hasSize(1);
        }
    }

    private int init(String... args) {
        String[] all = new String[args.length + 1];
        all[0] = "init";
        System.arraycopy(args, 0, all, 1, args.length);
        return Commands.commandLine(new PrintWriter(out, true), new PrintWriter(err, true))
                .execute(all);
    }
}
