package io.contactsync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactsync.connector.ConnectorRegistry;
import io.contactsync.csv.CsvConnector;
import io.contactsync.digivault.DigivaultConnector;
import io.contactsync.heyx.HeyxConnector;
import io.contactsync.memory.MemoryConnector;
import io.contactsync.memory.MemoryStore;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A connector that only tests know, registered beside the others and used through the commands. */
class FourthConnectorTest {

    private static final String MEMORY_TO_MEMORY = """
            name: copy
            source: {memory: {store: crm}}
            target: {memory: {store: inbox, password: open-sesame}}
            match: [phone]
            fields: {name: upper(name), phone: phone}
            tags: {Copied: "true"}
            on-missing: delete
            stop-when: {missing: 100%}
            """;

    @TempDir
    Path folder;

    private final MemoryConnector memory = new MemoryConnector();
    private final MemoryStore crm = memory.store("crm");
    private final MemoryStore inbox = memory.store("inbox-main");
    private final ConnectorRegistry connectors =
            new ConnectorRegistry(List.of(new DigivaultConnector(), new CsvConnector(), new HeyxConnector(), memory));

    private record Answer(int code, String out, String err) {
        JsonNode json() {
            return new JsonMapper().readTree(out);
        }
    }

    @BeforeEach
    void twoContacts() {
        crm.put("1", Map.of("name", "Ada Example", "phone", "+12125550101"));
        crm.put("2", Map.of("name", "Bo Example", "phone", "+12125550102"));
    }

    private Answer run(String command, String job, String... options) throws IOException {
        Path file = Files.writeString(folder.resolve("job.yaml"), job);
        List<String> all = new ArrayList<>(List.of(command, file.toString(), "--state", folder.resolve("state") + ""));
        all.addAll(List.of(options));
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Commands.commandLine(new PrintWriter(out, true), new PrintWriter(err, true), connectors)
                .execute(all.toArray(String[]::new));
        return new Answer(code, out.toString(), err.toString());
    }

    private static Map<String, Integer> contacts(JsonNode result) {
        Map<String, Integer> counts = new TreeMap<>();
        result.get("contacts").properties().forEach(one -> {
            if (one.getValue().asInt() > 0) {
                counts.put(one.getKey(), one.getValue().asInt());
            }
        });
        return counts;
    }

    @Test
    void planForecastsWhatRunThenDoes() throws IOException {
        inbox.put("m0", Map.of("name", "old", "phone", "+12125550102"));

        Answer plan = run("plan", MEMORY_TO_MEMORY, "--json", "--lookup");

        assertThat(plan.code()).as(plan.err()).isEqualTo(ExitCode.DONE);
        assertThat(contacts(plan.json())).isEqualTo(Map.of("read", 2, "created", 1, "updated", 1));
        assertThat(inbox.contacts()).hasSize(1);

        Answer run = run("run", MEMORY_TO_MEMORY, "--json", "--quiet");

        assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.DONE);
        assertThat(contacts(run.json())).isEqualTo(Map.of("read", 2, "created", 1, "updated", 1));
        assertThat(inbox.get("m0").fields()).containsEntry("name", "BO EXAMPLE");
        assertThat(inbox.get("m1").fields()).containsEntry("name", "ADA EXAMPLE");
        assertThat(inbox.get("m1").tags()).containsExactly("Copied");
    }

    @Test
    void secondRunUpdatesWhatChangedAndDeletesWhatIsMissing() throws IOException {
        run("run", MEMORY_TO_MEMORY);
        crm.put("1", Map.of("name", "Ada Renamed"));
        crm.remove("2");

        Answer second = run("run", MEMORY_TO_MEMORY, "--json", "--quiet");

        assertThat(second.code()).as(second.err()).isEqualTo(ExitCode.DONE);
        assertThat(contacts(second.json())).isEqualTo(Map.of("read", 1, "updated", 1, "missing", 1));
        assertThat(inbox.contacts()).hasSize(1);
    }

    @Test
    void verifyFindsWhatDriftedAndWhatIsMissing() throws IOException {
        run("run", MEMORY_TO_MEMORY);
        assertThat(run("verify", MEMORY_TO_MEMORY).code()).isEqualTo(ExitCode.DONE);

        inbox.put("m1", Map.of("name", "somebody changed it"));
        inbox.remove("m2");
        Answer verify = run("verify", MEMORY_TO_MEMORY, "--json");

        assertThat(verify.code()).isEqualTo(ExitCode.REJECTS);
        assertThat(contacts(verify.json())).isEqualTo(Map.of("drifted", 1, "missing", 1));
    }

    @Test
    void everyOtherConnectorCanBeItsSourceAndItsTarget() throws IOException {
        String toCsv = """
                name: export
                source: {memory: {store: crm}}
                target: {csv: {file: out.csv}}
                fields: {key: id, name: name, phone: phone}
                """;
        String fromCsv = """
                name: import
                source: {csv: {file: out.csv, id: key}}
                target: {memory: {store: other}}
                match: [phone]
                fields: {name: name, phone: phone}
                """;

        assertThat(run("plan", toCsv, "--exit-code").code()).isEqualTo(ExitCode.CHANGES_FOUND);
        assertThat(run("run", toCsv).code()).isEqualTo(ExitCode.DONE);
        assertThat(run("plan", fromCsv, "--exit-code").code()).isEqualTo(ExitCode.CHANGES_FOUND);
        assertThat(run("run", fromCsv).code()).isEqualTo(ExitCode.DONE);

        assertThat(memory.store("other-main").get("m2").fields())
                .containsEntry("name", "Bo Example")
                .containsEntry("phone", "+12125550102");
        assertThat(run("verify", fromCsv).code()).isEqualTo(ExitCode.DONE);
    }

    @Test
    void channelsHaveTheirOwnContactsAndConditions() throws IOException {
        String split = MEMORY_TO_MEMORY
                .replace("password: open-sesame", "channels: [{name: a, when: id == '1'}, {name: b}]")
                .replace("name: copy", "name: split");

        Answer run = run("run", split, "--json", "--quiet");
        String misspelt = split.replace("id == '1'", "idd == '1'");
        Answer wrong = run("run", misspelt);

        assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.DONE);
        assertThat(memory.store("inbox-a").contacts()).hasSize(1);
        assertThat(memory.store("inbox-b").contacts()).hasSize(2);
        assertThat(wrong.code()).isEqualTo(ExitCode.REFUSED);
        int column = 1 + misspelt.lines().toList().get(2).indexOf("idd");
        assertThat(wrong.err()).contains("job.yaml:3:" + column + ": unknown field 'idd'");
    }

    @Test
    void checkAsksForTheMatchFields() throws IOException {
        Answer check = run("check", MEMORY_TO_MEMORY);

        assertThat(check.code()).isEqualTo(ExitCode.DONE);
        assertThat(check.out())
                .contains("source: answers, and has contacts")
                .contains("channel main, match field phone");
    }

    @Test
    void errorsOfTheJobFileNameItLikeTheOthers() throws IOException {
        assertRefused("{memory: {store: crm}}", "{memroy: {store: crm}}", "allowed: digivault, csv, heyx, memory");
        assertRefused("{memory: {store: crm}}", "{memory: {fixture: crm}}", "unknown key 'fixture' in source.memory");
        assertRefused("name: upper(name)", "nick: name", "the field 'nick' of Memory cannot be written");
        assertRefused(
                "on-missing: delete",
                "on-missing: {tag: Gone}",
                "on-missing names a tag, which this target does not support; allowed: keep or delete");
        assertRefused("match: [phone]\n", "", "missing key 'match'");
        assertRefused(
                "on-missing: delete",
                "on-missing: later",
                "allowed: keep, {tag: NAME}, or delete for a DigiVault or Memory target");
    }

    private void assertRefused(String before, String after, String message) throws IOException {
        assertThat(MEMORY_TO_MEMORY).contains(before);
        Answer answer = run("run", MEMORY_TO_MEMORY.replace(before, after));

        assertThat(answer.code()).isEqualTo(ExitCode.REFUSED);
        assertThat(answer.err()).contains(message);
    }

    @Test
    void ledgerIsRefusedForAnotherStore() throws IOException {
        run("run", MEMORY_TO_MEMORY);

        Answer moved = run("run", MEMORY_TO_MEMORY.replace("store: inbox", "store: elsewhere"));

        assertThat(moved.code()).isEqualTo(ExitCode.REFUSED);
        assertThat(moved.err())
                .contains("has links to memory at inbox, and the job file now names memory at elsewhere");
    }

    @Test
    void secretsOfItsSectionAreMaskedInTheReport() throws IOException {
        Path report = folder.resolve("report.html");

        run("run", MEMORY_TO_MEMORY, "--report", report.toString());

        assertThat(Files.readString(report)).contains("target.memory.password").doesNotContain("open-sesame");
    }
}
