package io.contactsync.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvFileTest {

    @TempDir
    private Path folder;

    @Test
    void guardsFormulasInEveryColumn() throws IOException {
        Path file = folder.resolve("rejects.csv");

        CsvFile.write(
                file,
                List.of("id", "reason", "attempts"),
                Stream.of(
                        List.of("=1+1", "@SUM(A1)", 5),
                        List.of("-2+3", "=HYPERLINK(\"http://evil.example\")", -5),
                        List.of("+1 212 555-0100", "a,b\nc", 0)));

        assertThat(file).hasContent("""
                id,reason,attempts\r
                '=1+1,'@SUM(A1),5\r
                '-2+3,"'=HYPERLINK(""http://evil.example"")",-5\r
                +1 212 555-0100,"a,b
                c",0\r
                """);
    }

    @Test
    void writesHalfASurrogatePairAsReplacementCharacter() throws IOException {
        Path file = folder.resolve("rejects.csv");

        CsvFile.write(file, List.of("id"), Stream.of(List.of("a\ud83d"), List.of("👋")));

        assertThat(file).hasContent("id\r\na\ufffd\r\n👋\r\n");
    }

    @Test
    void targetDoesNotReplaceADevice() {
        Path device = Path.of("/dev/null");
        assertThatThrownBy(() -> new PartialCsvFile(device).close())
                .hasMessage("/dev/null: this is a device; allowed: a regular file, in CSV format");
        assertThat(Path.of("/dev/null.part")).doesNotExist();
        assertThat(device).exists().isReadable();
    }

    @Test
    void failureLeavesTheOlderFileAndNothingElse() throws IOException {
        Path file = Files.writeString(folder.resolve("rejects.csv"), "older");
        Stream<List<?>> failing = Stream.iterate(0, i -> i + 1).map(i -> {
            if (i == 10_000) {
                throw new IllegalStateException("the ledger cannot be read");
            }
            return List.of("id " + i);
        });

        assertThatThrownBy(() -> CsvFile.write(file, List.of("id"), failing)).hasMessage("the ledger cannot be read");

        assertThat(file).hasContent("older");
        assertThat(folder.toFile().list()).containsExactly("rejects.csv");
    }
}
