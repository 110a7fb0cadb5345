package io.contactsync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactsync.simulator.digivault.DigivaultContact;
import io.contactsync.simulator.server.EndpointKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class PlanCommandTest {
    private static final List<String> OUTCOMES =
            List.of("read", "created", "updated", "unchanged", "skipped", "rejected", "missing");

    @TempDir
    Path folder;

    @Test
    void planWithLookupsPredictsTheCallsAndOutcomesOfTheRun() throws Exception {
        try (CliFixture fixture = new CliFixture(folder, 30, 0.3)) {
            CliFixture.Result planned =
                    fixture.run("plan", fixture.job.toString(), "--lookup", "--json", "--exit-code");
            assertThat(planned.code()).isEqualTo(ExitCode.CHANGES_FOUND);
            assertThat(written(fixture)).isZero();
            assertThat(stateFiles(fixture)).noneMatch(name -> name.startsWith("plan-") || name.endsWith(".mv.db"));

            JsonNode ran = fixture.run("run", fixture.job.toString(), "--json", "--quiet")
                    .json();

            assertThat(planned.json().get("calls")).isEqualTo(ran.get("calls"));
            for (String outcome : OUTCOMES) {
                assertThat(planned.json().get("contacts").get(outcome))
                        .as(outcome)
                        .isEqualTo(ran.get("contacts").get(outcome));
            }
            assertThat(planned.json().get("contacts").get("toLookUp").intValue())
                    .isZero();

            CliFixture.Result nothing = fixture.run("plan", fixture.job.toString(), "--json", "--exit-code");
            assertThat(nothing.code()).isEqualTo(ExitCode.DONE);
            assertThat(nothing.json().get("calls").get("total").intValue()).isZero();
            assertThat(fixture.run("status", fixture.job.toString(), "--json")
                            .json()
                            .get("run")
                            .intValue())
                    .isEqualTo(1);
        }
    }

    @Test
    void countsContactsWithoutALinkAsToLookUpWithoutLookups() throws Exception {
        try (CliFixture fixture = new CliFixture(folder, 8, 0.5)) {
            CliFixture.Result planned = fixture.run("plan", fixture.job.toString(), "--json", "--diff", "2");

            JsonNode contacts = planned.json().get("contacts");
            assertThat(contacts.get("toLookUp").intValue()).isEqualTo(8);
            assertThat(contacts.get("created").intValue()).isZero();
            assertThat(planned.json().get("changes")).hasSize(2);
            assertThat(fixture.simulator.heyxCalls().count()).isZero();
        }
    }

    @Test
    void countsChangesCausedByTheJobFileUnderMapping() throws Exception {
        try (CliFixture fixture = new CliFixture(folder, 6, 0)) {
            fixture.run("run", fixture.job.toString(), "--quiet");
            fixture.simulator
                    .digivault()
                    .contacts()
                    .limit(1)
                    .toList()
                    .forEach(contact ->
                            fixture.simulator.digivault().put(contact.with("display_name", "somebody else")));
            Path changed = fixture.jobFile(
                    "changed.yaml", "concat('Dear ', firstWord(display_name))", fixture.simulator.heyxToken("support"));

            JsonNode plan = fixture.run("plan", changed.toString(), "--json", "--diff", "6")
                    .json();

            assertThat(plan.get("reasons").get("mapping").intValue()).isEqualTo(5);
            assertThat(plan.get("reasons").get("fields").intValue()).isEqualTo(1);
            JsonNode byMapping = plan.get("changes")
                    .valueStream()
                    .filter(change -> change.get("reason").stringValue().equals("mapping"))
                    // A contact without a name has no previous value.
                    .filter(change -> change.get("fields").get(0).hasNonNull("from"))
                    .findFirst()
                    .orElseThrow();
            JsonNode field = byMapping.get("fields").get(0);
            assertThat(field.get("known").booleanValue()).isTrue();
            assertThat(field.get("from").stringValue()).endsWith("****");
            assertThat(field.get("to").stringValue()).isEqualTo("D****");
            assertThat(fixture.run("plan", changed.toString(), "--show-values").out())
                    .contains("+ firstName: Dear ");
        }
    }

    @Test
    void showsChangesInSourceOrder() throws Exception {
        try (CliFixture fixture = new CliFixture(folder, 60, 0)) {
            List<String> first = fixture.simulator
                    .digivault()
                    .contacts()
                    .map(DigivaultContact::id)
                    .limit(20)
                    .toList();
            for (int again = 0; again < 5; again++) {
                JsonNode plan = fixture.run("plan", fixture.job.toString(), "--json", "--diff", "20")
                        .json();
                assertThat(plan.get("changes")
                                .valueStream()
                                .map(change -> change.get("id").stringValue()))
                        .containsExactlyElementsOf(first);
            }
        }
    }

    private static long written(CliFixture fixture) {
        return Stream.of(EndpointKind.CREATE, EndpointKind.UPDATE, EndpointKind.ADD_TAGS, EndpointKind.REMOVE_TAGS)
                .mapToLong(fixture.simulator.heyxCalls()::count)
                .sum();
    }

    private static List<String> stateFiles(CliFixture fixture) throws Exception {
        try (Stream<Path> files = Files.list(fixture.state())) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
