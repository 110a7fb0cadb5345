package io.contactsync.jobfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.contactsync.cli.StandardConnectors;
import io.contactsync.jobfile.yaml.JobFileException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BrokenJobFileTest {

    private static final Map<String, String> ENVIRONMENT =
            Map.of("SECRET", "s3cret", "BLANK", " ", "LINES", "s3cret\nX-Other: 1");

    @TempDir
    Path folder;

    static Stream<BrokenJobFiles.Row> rows() {
        return BrokenJobFiles.rows();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void invalidFileIsRejectedWithLocationAndAllowedValues(BrokenJobFiles.Row row) throws IOException {
        assertRejected(row.text(), row.message());
    }

    @Test
    void validFileLoads() throws IOException {
        assertThat(load(bytes(BrokenJobFiles.valid())).name()).isEqualTo("main");
    }

    @Test
    void emptyFileIsRejected() throws IOException {
        assertRejected("", "job.yaml:1:1: the file is empty; allowed: a job");
        assertRejected("# nothing\n", "job.yaml:1:1: the file is empty; allowed: a job");
        assertRejected(
                "---\n",
                "job.yaml:2:1: the file is empty; allowed: a section with keys name, source, target, mode,"
                        + " match, preload, on-ambiguous, fields, blank, tags, on-missing, stop-when, retry, notify");
    }

    @Test
    void fileThatIsNotASectionIsRejected() throws IOException {
        assertRejected(
                "- name\n",
                "job.yaml:1:1: the file is a list; allowed: a section with keys name, source, target,"
                        + " mode, match, preload, on-ambiguous, fields, blank, tags, on-missing, stop-when, retry, notify");
    }

    @Test
    void bytesThatAreNotTextAreRejectedWithTheirLocation() throws IOException {
        assertRejected(
                "name: m\u00e4in\n".getBytes(StandardCharsets.ISO_8859_1),
                "job.yaml:1:8: this is not UTF-8; allowed: a text file in UTF-8");
        assertRejected(
                "name: x\n".getBytes(StandardCharsets.UTF_16),
                "job.yaml:1:1: this is not UTF-8; allowed: a text file in UTF-8");
        assertRejected(bytes("name: x\nmode: \0\n"), "job.yaml:2:7: the unprintable character U+0000; allowed: text");
    }

    @Test
    void byteOrderMarkIsIgnored() throws IOException {
        assertThat(load(bytes("\uFEFF" + BrokenJobFiles.valid())).name()).isEqualTo("main");
    }

    @Test
    void fileOverOneMegabyteIsRejected() throws IOException {
        assertRejected("#".repeat(1_000_001), "job.yaml: the file is too large; allowed: at most 1 MB");
    }

    @Test
    void missingFileAndDirectoryAreRejected() {
        Path missing = folder.resolve("none.yaml");
        assertThatThrownBy(() -> JobFile.load(missing, Map.of(), StandardConnectors.registry()))
                .isInstanceOf(JobFileException.class)
                .hasMessage(missing + ": there is no such file");
        assertThatThrownBy(() -> JobFile.load(folder, Map.of(), StandardConnectors.registry()))
                .isInstanceOf(JobFileException.class)
                .hasMessage(folder + ": this is a directory; allowed: a job file that is a regular file");
    }

    @Test
    void aliasBombIsRejectedAtItsFirstAnchor() throws IOException {
        assertRejected("""
                a: &a [x, x, x, x, x, x, x, x, x]
                b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a]
                c: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b]
                """, "job.yaml:1:4: an anchor (&); allowed: each value written out where it belongs");
    }

    @Test
    void nestingUpToTheMaximumFileSizeIsRejected() throws IOException {
        assertRejected("[".repeat(1_000_000), "job.yaml:1:12: this is nested too deep; allowed: 10 levels");
        assertRejected("- ".repeat(500_000), "job.yaml:1:23: this is nested too deep; allowed: 10 levels");
    }

    private void assertRejected(String text, String message) throws IOException {
        assertRejected(bytes(text), message);
    }

    private void assertRejected(byte[] content, String message) throws IOException {
        assertThatThrownBy(() -> load(content))
                .isInstanceOf(JobFileException.class)
                .satisfies(
                        error -> assertThat(String.valueOf(error.getMessage()).replace(folder + "/", ""))
                                .isEqualTo(message)
                                .doesNotContain("s3cret", "\n"));
    }

    private JobFile load(byte[] content) throws IOException {
        return JobFile.load(
                Files.write(folder.resolve("job.yaml"), content), ENVIRONMENT, StandardConnectors.registry());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
