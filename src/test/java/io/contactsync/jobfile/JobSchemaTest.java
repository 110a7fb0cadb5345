package io.contactsync.jobfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.contactsync.cli.StandardConnectors;
import io.contactsync.jobfile.yaml.JobFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

class JobSchemaTest {

    private static final JsonNode SCHEMA =
            new JsonMapper().readTree(JobSchemaTest.class.getResourceAsStream("job.schema.json"));
    private static final Schema VALIDATOR = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(SCHEMA);
    private static final Map<String, String> ENVIRONMENT = Map.of("SECRET", "s3cret");

    private static final String REST = "target: {csv: {file: out.csv}}, fields: {a: id}}";
    private static final String BEGIN = "{name: x, source: {csv: {file: in.csv, id: id}}, ";
    private static final String HEYX = "match: [], fields: {a: id}}";

    /** For each section of the schema, a job with {@code @} inside that section. */
    private static final Map<String, String> SECTIONS = Map.ofEntries(
            Map.entry("", "{@ name: x, source: {csv: {file: in.csv, id: id}}, " + REST),
            Map.entry("/properties/source", "{name: x, source: {@ csv: {file: in.csv, id: id}}, " + REST),
            Map.entry(
                    "/properties/source/properties/digivault", "{name: x, source: {digivault: {@ token: t}}, " + REST),
            Map.entry(
                    "/properties/source/properties/csv", "{name: x, source: {csv: {@ file: in.csv, id: id}}, " + REST),
            Map.entry(
                    "/properties/source/properties/heyx",
                    "{name: x, source: {heyx: {@ token: t, where: {field: f, value: v}}}, " + REST),
            Map.entry(
                    "/properties/source/properties/heyx/properties/where",
                    "{name: x, source: {heyx: {token: t, where: {@ field: f, value: v}}}, " + REST),
            Map.entry("/properties/target", BEGIN + "target: {@ csv: {file: out.csv}}, fields: {a: id}}"),
            Map.entry(
                    "/properties/target/properties/digivault",
                    BEGIN + "target: {digivault: {@ token: t}}, match: [], fields: {username: id}}"),
            Map.entry(
                    "/properties/target/properties/csv", BEGIN + "target: {csv: {@ file: out.csv}}, fields: {a: id}}"),
            Map.entry(
                    "/properties/target/properties/heyx",
                    BEGIN + "target: {heyx: {@ channels: [{name: c, token: t}]}}, " + HEYX),
            Map.entry(
                    "/properties/target/properties/heyx/properties/channels/items",
                    BEGIN + "target: {heyx: {channels: [{@ name: c, token: t}]}}, " + HEYX),
            Map.entry(
                    "/properties/preload",
                    BEGIN + "target: {heyx: {channels: [{name: c, token: t}]}}, match: [a],"
                            + " fields: {a: \"'x'\"}, preload: {@ field: a, value: x}}"),
            Map.entry("/properties/stop-when", BEGIN + "stop-when: {@}, " + REST),
            Map.entry("/properties/retry", BEGIN + "retry: {@}, " + REST),
            Map.entry("/properties/notify", BEGIN + "notify: {@ url: 'https://hook.example'}, " + REST),
            Map.entry("/$defs/rule", BEGIN + "target: {csv: {file: out.csv}}, fields: {a: {@ value: id}}}"),
            Map.entry(
                    "/$defs/tagging",
                    BEGIN + "target: {heyx: {channels: [{name: c, token: t}]}}, on-missing: {@ tag: t}, " + HEYX));

    @TempDir
    Path folder;

    @Test
    void everySectionOfTheSchemaIsTested() {
        List<String> sections = new ArrayList<>();
        collectSections("", SCHEMA, sections);

        assertThat(new TreeSet<>(sections)).isEqualTo(new TreeSet<>(SECTIONS.keySet()));
    }

    private static void collectSections(String pointer, JsonNode node, List<String> sections) {
        if (node.path("additionalProperties").isBoolean()) {
            sections.add(pointer);
        }
        node.properties().forEach(entry -> collectSections(pointer + "/" + entry.getKey(), entry.getValue(), sections));
    }

    static Stream<String> sections() {
        return SECTIONS.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("sections")
    void loaderAndSchemaAcceptTheSameKeys(String pointer) throws IOException {
        String template = SECTIONS.getOrDefault(pointer, "");
        Throwable error =
                catchThrowable(() -> load(template.replace("@}", "zzzzzz: 1}").replace("@", "zzzzzz: 1,")));

        String allowed = String.join(", ", SCHEMA.at(pointer).path("properties").propertyNames());
        assertThat(error).isInstanceOf(JobFileException.class).hasMessageEndingWith("allowed: " + allowed);
    }

    @ParameterizedTest
    @MethodSource("sections")
    void loaderUsesTheDefaultsOfTheSchema(String pointer) throws IOException {
        String template = SECTIONS.getOrDefault(pointer, "");
        JobFile plain = load(template.replace("@", ""));

        for (Map.Entry<String, JsonNode> key :
                SCHEMA.at(pointer).path("properties").properties()) {
            if (key.getValue().has("default")) {
                String entry = key.getKey() + ": " + key.getValue().get("default");
                JobFile written = load(template.replace("@}", entry + "}").replace("@", entry + ","));
                assertThat(written)
                        .as(entry)
                        .usingRecursiveComparison()
                        .ignoringFields("locations")
                        .isEqualTo(plain);
            }
        }
    }

    static Stream<BrokenJobFiles.Row> rows() {
        return BrokenJobFiles.rows();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void schemaRejectsTheFilesMarkedForIt(BrokenJobFiles.Row row) {
        if (row.schemaRejects()) {
            assertThat(VALIDATOR.validate(new YAMLMapper().readTree(row.text())))
                    .isNotEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("sections")
    void schemaAcceptsWhatTheLoaderAccepts(String pointer) throws IOException {
        String text = SECTIONS.getOrDefault(pointer, "").replace("@", "");

        assertThat(load(text).name()).isEqualTo("x");
        assertThat(VALIDATOR.validate(new YAMLMapper().readTree(text))).isEmpty();
    }

    @Test
    void schemaAcceptsTheMainAndTheValidJob() throws IOException {
        String main = Files.readString(Path.of("jobs/digivault-to-heyx.yaml"));

        assertThat(VALIDATOR.validate(new YAMLMapper().readTree(main))).isEmpty();
        assertThat(VALIDATOR.validate(new YAMLMapper().readTree(BrokenJobFiles.valid())))
                .isEmpty();
    }

    private JobFile load(String text) throws IOException {
        return JobFile.load(
                Files.writeString(folder.resolve("job.yaml"), text), ENVIRONMENT, StandardConnectors.registry());
    }
}
