package io.contactsync.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.contactsync.cli.StandardConnectors;
import io.contactsync.contact.Outcome;
import io.contactsync.http.CancellationToken;
import io.contactsync.jobfile.JobFile;
import io.contactsync.report.OutcomeCounts;
import io.contactsync.report.RunResult;
import io.contactsync.run.RunOptions;
import io.contactsync.simulator.SeedData;
import io.contactsync.simulator.Simulator;
import io.contactsync.simulator.SimulatorOptions;
import io.contactsync.simulator.server.EndpointKind;
import io.contactsync.simulator.server.Fault;
import io.contactsync.simulator.server.FaultRegistry;
import io.contactsync.state.StateDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvJobTest {

    private static final String IDENTITY = """
            name: copy
            source: {csv: {file: contacts.csv, id: id}}
            target: {csv: {file: copy.csv}}
            fields:
              id: id
              display_name: display_name
              username: username
              phone_number: phone_number
              avatar_url: avatar_url
              conversation_id: conversation_id
              last_active: last_active
              created: created
              tags: tags
            """;

    @TempDir
    Path folder;

    private final Simulator simulator =
            Simulator.start(SimulatorOptions.defaults().unlimited().withSeedData(SeedData.generated(250, 7)));

    @AfterEach
    void stop() {
        simulator.close();
    }

    @Test
    void importsTheSampleFileOnceAndThenFindsItUnchanged() {
        JobFile job = shipped("csv-to-heyx");
        OutcomeCounts first = run(job).contacts();
        assertThat(first.read()).isEqualTo(25);
        assertThat(first.of(Outcome.CREATED)).isEqualTo(25);
        assertThat(simulator.heyx("support").findAll("email", "hp.mueller@example.com"))
                .singleElement()
                .satisfies(contact -> {
                    assertThat(contact.fields())
                            .containsEntry("phone", "+4915123456789")
                            .containsEntry("company", "Müller GmbH");
                    assertThat(contact.tags()).containsExactly("Imported");
                });
        long calls = simulator.heyxCalls().count();
        assertThat(run(job).contacts().of(Outcome.UNCHANGED)).isEqualTo(25);
        assertThat(simulator.heyxCalls().count()).isEqualTo(calls);
    }

    @Test
    void exportsAnInboxWithItsTags() throws IOException {
        simulator
                .heyx("support")
                .create(Map.of("language", "en", "firstName", "Ann", "phone", "+12125550101"), List.of("VIP", "Blog"));
        simulator.heyx("support").create(Map.of("language", "de", "firstName", "Uwe"), List.of());
        JobFile job = shipped("heyx-to-csv").withFile(folder.resolve("inbox.csv"), StandardConnectors.registry());

        RunResult result = run(job);

        assertThat(result.status()).isEqualTo(RunResult.Status.COMPLETED);
        assertThat(result.contacts().of(Outcome.CREATED)).isEqualTo(1);
        assertThat(text("inbox.csv").lines().toList())
                .satisfiesExactly(
                        header -> assertThat(header).isEqualTo("id,firstName,lastName,phone,email,created,tags"),
                        row -> assertThat(row).contains(",Ann,,+12125550101,,").endsWith(",Blog;VIP"));
    }

    @Test
    void importsRowsWithPhoneNumbersToDigivaultAndThenFindsThemUnchanged() {
        JobFile job = shipped("csv-to-digivault");
        int before = simulator.digivault().size();

        RunResult first = run(job);
        RunResult second = run(job);

        long created = first.contacts().of(Outcome.CREATED);
        assertThat(first.status()).isEqualTo(RunResult.Status.COMPLETED);
        assertThat(created).isGreaterThan(15);
        assertThat(created + first.contacts().of(Outcome.REJECTED)).isEqualTo(25);
        assertThat(simulator.digivault().size()).isEqualTo(before + created);
        assertThat(second.contacts().of(Outcome.UNCHANGED)).isEqualTo(created);
        assertThat(Directions.calls(second)).isEmpty();
    }

    @Test
    void exportsEachContactAndASecondRunWritesTheSameFile() throws IOException {
        JobFile job =
                shipped("digivault-to-csv").withFile(folder.resolve("contacts.csv"), StandardConnectors.registry());
        RunResult first = run(job);
        assertThat(first.status()).isEqualTo(RunResult.Status.COMPLETED);
        assertThat(first.contacts().of(Outcome.CREATED)).isEqualTo(250);
        String written = text("contacts.csv");
        assertThat(written)
                .startsWith(
                        "id,display_name,username,phone_number,avatar_url,conversation_id,last_active,created,tags\r\n");
        Files.delete(folder.resolve("contacts.csv"));
        assertThat(run(job).contacts().of(Outcome.UNCHANGED)).isEqualTo(250);
        assertThat(text("contacts.csv")).isEqualTo(written);
    }

    @Test
    void countsChangedAndNewContacts() {
        JobFile job =
                shipped("digivault-to-csv").withFile(folder.resolve("contacts.csv"), StandardConnectors.registry());
        run(job);
        simulator
                .digivault()
                .put(simulator
                        .digivault()
                        .contacts()
                        .skip(3)
                        .findFirst()
                        .orElseThrow()
                        .with("display_name", "Alex Example"));
        simulator.digivault().create(Map.of("username", "new", "phone_number", "+1 212 555 0199"));
        OutcomeCounts second = run(job).contacts();
        assertThat(second.of(Outcome.CREATED)).isEqualTo(1);
        assertThat(second.of(Outcome.UPDATED)).isEqualTo(1);
        assertThat(second.of(Outcome.UNCHANGED)).isEqualTo(249);
    }

    @Test
    void copyOfAnExportIsIdentical() throws IOException {
        // A phone number in exponent notation would be rejected when it is read back.
        simulator.digivault().contacts().toList().stream()
                .filter(contact ->
                        String.valueOf(contact.fields().get("phone_number")).contains("E+"))
                .forEach(contact -> simulator.digivault().put(contact.with("phone_number", "none")));
        run(shipped("digivault-to-csv").withFile(folder.resolve("contacts.csv"), StandardConnectors.registry()));
        RunResult copied = run(job(IDENTITY));
        assertThat(copied.contacts().of(Outcome.CREATED)).isEqualTo(250);
        assertThat(text("copy.csv")).isEqualTo(text("contacts.csv"));
    }

    @Test
    void resumesAnInterruptedExportAndPublishesItOnlyWhenComplete() throws IOException {
        JobFile job =
                shipped("digivault-to-csv").withFile(folder.resolve("contacts.csv"), StandardConnectors.registry());
        FaultRegistry.ArmedFault refused = simulator
                .faults()
                .set(Fault.digivault(new Fault.Effect.Status(401, "{}", Map.of()))
                        .at(3));
        assertThat(run(job).status()).isEqualTo(RunResult.Status.TOKEN_REFUSED);
        assertThat(folder.resolve("contacts.csv")).doesNotExist();
        simulator.faults().remove(refused);
        Files.writeString(
                folder.resolve("contacts.csv.part"), "torn,\"row", UTF_8, java.nio.file.StandardOpenOption.APPEND);
        RunResult resumed = run(job);
        assertThat(resumed.resumed()).isTrue();
        assertThat(resumed.contacts().of(Outcome.CREATED)).isEqualTo(250);
        String whole = text("contacts.csv");
        run(job);
        assertThat(text("contacts.csv")).isEqualTo(whole);
        assertThat(whole.lines().count()).isEqualTo(251);
    }

    @Test
    void restartsAnExportWhosePartialFileIsMissing() throws IOException {
        JobFile job =
                shipped("digivault-to-csv").withFile(folder.resolve("contacts.csv"), StandardConnectors.registry());
        FaultRegistry.ArmedFault refused = simulator
                .faults()
                .set(Fault.digivault(new Fault.Effect.Status(401, "{}", Map.of()))
                        .at(3));
        run(job);
        simulator.faults().remove(refused);
        Files.delete(folder.resolve("contacts.csv.part"));
        RunResult resumed = run(job);
        assertThat(resumed.contacts().of(Outcome.CREATED)).isEqualTo(250);
        assertThat(text("contacts.csv").lines().count()).isEqualTo(251);
    }

    @Test
    void contactsOfASampleAreNewInTheNextExport() throws IOException {
        JobFile job =
                shipped("digivault-to-csv").withFile(folder.resolve("contacts.csv"), StandardConnectors.registry());
        assertThat(run(job, sample(3)).contacts().of(Outcome.CREATED)).isEqualTo(3);
        assertThat(run(job).contacts().of(Outcome.CREATED)).isEqualTo(250);
    }

    @Test
    void sampleWritesItsOwnFileAndKeepsTheUnfinishedRun() throws IOException {
        JobFile job =
                shipped("digivault-to-csv").withFile(folder.resolve("contacts.csv"), StandardConnectors.registry());
        FaultRegistry.ArmedFault refused = simulator
                .faults()
                .set(Fault.digivault(new Fault.Effect.Status(401, "{}", Map.of()))
                        .at(3));
        run(job);
        simulator.faults().remove(refused);
        String part = text("contacts.csv.part");
        assertThat(run(job, sample(3)).contacts().read()).isEqualTo(3);
        assertThat(text("contacts.sample.csv").lines().count()).isEqualTo(4);
        assertThat(folder.resolve("contacts.csv")).doesNotExist();
        assertThat(text("contacts.csv.part")).isEqualTo(part);
        assertThat(run(job).contacts().of(Outcome.CREATED)).isEqualTo(250);
    }

    @Test
    void resumesAnInterruptedImportAndRefusesAChangedFile() throws IOException {
        // Contact 101 is alone in its chunk, so no other contact is in progress when its token is refused.
        String sound = header() + rows(101);
        Path file = Files.writeString(folder.resolve("contacts.csv"), sound);
        JobFile job = shipped("csv-to-heyx").withFile(file, StandardConnectors.registry());
        FaultRegistry.ArmedFault refused = simulator
                .faults()
                .set(Fault.heyx(new Fault.Effect.Status(401, "{}", Map.of()))
                        .on(EndpointKind.CREATE)
                        .at(10));
        assertThat(run(job).status()).isEqualTo(RunResult.Status.TOKEN_REFUSED);
        simulator.faults().remove(refused);
        Files.writeString(file, sound.replace("Nobody 7,", "Somebody,"));
        assertThatThrownBy(() -> run(job))
                .isInstanceOf(JobRunner.RefusedException.class)
                .hasMessageContaining(": source content changed since run 1 began")
                .hasMessageContaining("--fresh");
        Files.writeString(file, sound);
        RunResult resumed = run(job);
        assertThat(resumed.resumed()).isTrue();
        assertThat(resumed.contacts().of(Outcome.CREATED)).isEqualTo(101);
        assertThat(simulator.heyx("support").size()).isEqualTo(101);
    }

    @Test
    void fileWithoutRowsCompletesWithoutContacts() throws IOException {
        Files.writeString(folder.resolve("contacts.csv"), "id,display_name\n");
        RunResult result = run(job("""
                name: copy
                source: {csv: {file: contacts.csv, id: id}}
                target: {csv: {file: copy.csv}}
                fields: {id: id}
                """));
        assertThat(result.status()).isEqualTo(RunResult.Status.COMPLETED);
        assertThat(result.contacts().read()).isZero();
        assertThat(text("copy.csv")).isEqualTo("id\r\n");
    }

    @Test
    void rejectsInvalidRowsByLineAndDoesNotWriteThem() throws IOException {
        Files.writeString(folder.resolve("contacts.csv"), "id,name\n1,a\n2\n1,c\n4,d\n");
        RunResult result = run(job("""
                name: copy
                source: {csv: {file: contacts.csv, id: id}}
                target: {csv: {file: copy.csv}}
                fields: {id: id, name: {value: name, write: create-only, trigger: false}}
                match: [name]
                """));
        assertThat(result.rejects())
                .extracting(reject -> reject.sourceId() + ": " + reject.reason())
                .containsExactly(
                        "line 3: too few cells: 1, but the header has 2",
                        "line 4: the id 1 already occurs in an earlier line");
        assertThat(text("copy.csv")).isEqualTo("id,name\r\n1,a\r\n4,d\r\n");
    }

    /** The job schema documents this for {@code write} and {@code trigger}. */
    @Test
    void writesCompleteRowsRegardlessOfWriteAndTrigger() throws IOException {
        JobFile job = job("""
                name: copy
                source: {csv: {file: contacts.csv, id: id}}
                target: {csv: {file: copy.csv}}
                fields: {id: id, name: {value: name, write: create-only, trigger: false}}
                match: []
                """);
        Files.writeString(folder.resolve("contacts.csv"), "id,name\n1,a\n");
        run(job);
        Files.writeString(folder.resolve("contacts.csv"), "id,name\n1,b\n");
        run(job);
        assertThat(text("copy.csv")).isEqualTo("id,name\r\n1,b\r\n");
    }

    @Test
    void fullRunRemovesRejectsOfRowsThatAreNoLongerInvalid() throws IOException {
        JobFile job = job("""
                name: copy
                source: {csv: {file: contacts.csv, id: id}}
                target: {csv: {file: copy.csv}}
                fields: {id: id, name: name}
                match: [name]
                """);
        Path csv = Files.writeString(folder.resolve("contacts.csv"), "id,name\n1,a\n2\n1,c\n4,d\n");
        run(job);
        assertThat(unreadable(job)).containsExactly("line 3", "line 4");

        Files.writeString(csv, "id,name\n1,a\n2,b\n1,c\n4,d\n");
        run(job, sample(1));
        assertThat(unreadable(job)).as("after a sample").containsExactly("line 3", "line 4");
        run(job);
        assertThat(unreadable(job)).containsExactly("line 4");

        Files.writeString(csv, "id,name\n1,a\n2,b\n3,c\n4,d\n");
        run(job);
        assertThat(unreadable(job)).isEmpty();
    }

    private List<String> unreadable(JobFile job) {
        return RejectedContacts.of(StateDirectory.open(folder.resolve("state")), job)
                .orElseThrow()
                .withoutId();
    }

    @Test
    void reportsMisspeltColumnAndUnsupportedMode() throws IOException {
        Files.writeString(folder.resolve("contacts.csv"), "id,First Name\n1,a\n");
        String job = """
                name: copy
                source: {csv: {file: contacts.csv, id: id}}
                target: {csv: {file: copy.csv}}
                fields: {id: id, name: "['First Name']"}
                """;
        assertThat(run(job(job)).contacts().of(Outcome.CREATED)).isEqualTo(1);
        assertThatThrownBy(() -> run(job(job.replace("First Name", "First name"))))
                .hasMessageContaining("First Name");
        assertThatThrownBy(() -> run(job(job + "mode: update-only\n"))).hasMessageContaining("allowed: upsert");
    }

    private static String header() {
        return "customer_id,first_name,last_name,mobile,e-mail,language,photo,company,newsletter,note\n";
    }

    private static String rows(int count) {
        StringBuilder rows = new StringBuilder();
        for (int row = 1; row <= count; row++) {
            rows.append(row).append(",Nobody ").append(row).append(",,,,,,,,\n");
        }
        return rows.toString();
    }

    private JobFile shipped(String name) {
        return JobFile.load(
                unlimited(name),
                Map.of(
                        "DIGIVAULT_URL", simulator.digivaultUrl(),
                        "DIGIVAULT_TOKEN", simulator.digivaultToken(),
                        "HEYX_URL", simulator.heyxUrl(),
                        "HEYX_TOKEN", simulator.heyxToken("support")),
                StandardConnectors.registry());
    }

    /** A copy of a shipped job without rate limits, beside a copy of the samples. */
    private Path unlimited(String name) {
        try {
            Path jobs = Files.createDirectories(folder.resolve("jobs"));
            Path samples = Files.createDirectories(folder.resolve("samples"));
            Files.copy(
                    Path.of("samples/contacts.csv"),
                    samples.resolve("contacts.csv"),
                    StandardCopyOption.REPLACE_EXISTING);
            String yaml = Files.readString(Path.of("jobs", name + ".yaml"));
            return Files.writeString(
                    jobs.resolve(name + ".yaml"),
                    yaml.replaceAll("calls-per-minute: \\d+", "calls-per-minute: unlimited"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JobFile job(String yaml) throws IOException {
        return JobFile.load(
                Files.writeString(folder.resolve("job.yaml"), yaml), Map.of(), StandardConnectors.registry());
    }

    private static RunOptions sample(long limit) {
        return new RunOptions(
                RunOptions.Start.RESUME, OptionalLong.of(limit), List.of(), OptionalLong.empty(), Optional.empty());
    }

    private RunResult run(JobFile job) {
        return run(
                job,
                new RunOptions(
                        RunOptions.Start.RESUME,
                        OptionalLong.empty(),
                        List.of(),
                        OptionalLong.empty(),
                        Optional.empty()));
    }

    private RunResult run(JobFile job, RunOptions options) {
        StateDirectory state = StateDirectory.open(folder.resolve("state"));
        return new JobRunner(job, options, state, new CancellationToken(), view -> {}).run();
    }

    private String text(String name) throws IOException {
        return Files.readString(folder.resolve(name));
    }
}
