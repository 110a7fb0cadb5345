package io.contactsync.jobfile;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactsync.cli.StandardConnectors;
import io.contactsync.jobfile.yaml.SourceLocations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobFileLocationsTest {

    @TempDir
    Path folder;

    @Test
    void placeholdersAreFilledOnceAndNotParsedAsYaml() throws IOException {
        JobFile job = load("""
                name: ${A:x}-${B:y}
                source: {csv: {file: a.csv, id: id}}
                target: {csv: {file: b.csv}}
                fields:
                  a: "'$${HOME} ${EVIL}'"
                """, Map.of("A", "p", "EVIL", "x\nfields: {b: c} ${A} # \"' &a *b"));

        assertThat(job.name()).isEqualTo("p-y");
        assertThat(job.fields().get(0).expression()).isEqualTo("'${HOME} x\nfields: {b: c} ${A} # \"' &a *b'");
    }

    @Test
    void errorsPointIntoExpressionsInEveryNotation() throws IOException {
        JobFile job = load("""
                name: x
                source: {csv: {file: a.csv, id: id}}
                target: {csv: {file: b.csv}}
                fields:
                  plain: upper(nam)
                  single: 'ifBlank(''x'', nam)'
                  double: "concat(\\"x\\", nam)"
                  long: {trigger: false, value: upper(nam)}
                  filled: concat('${A}', nam)
                tags:
                  T: nam == 1
                """, Map.of("A", "a long value"));

        assertThat(job.locate("fields.plain")).isEqualTo(new SourceLocations.Location(5, 10));
        assertThat(job.error("fields.plain", 7, "?")).hasMessageEndingWith("job.yaml:5:16: ?");
        assertThat(job.error("fields.single", 14, "?")).hasMessageEndingWith("job.yaml:6:27: ?");
        assertThat(job.error("fields.double", 13, "?")).hasMessageEndingWith("job.yaml:7:26: ?");
        assertThat(job.error("fields.long", 7, "?")).hasMessageEndingWith("job.yaml:8:39: ?");
        assertThat(job.error("fields.filled", 24, "?")).hasMessageEndingWith("job.yaml:9:26: ?");
        assertThat(job.error("tags.T", 1, "?")).hasMessageEndingWith("job.yaml:11:6: ?");
        assertThat(job.error("blank", 1, "?")).hasMessageEndingWith("job.yaml:1:1: ?");
    }

    private JobFile load(String text, Map<String, String> environment) throws IOException {
        return JobFile.load(
                Files.writeString(folder.resolve("job.yaml"), text), environment, StandardConnectors.registry());
    }
}
