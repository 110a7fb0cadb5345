package io.contactsync.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {

    @TempDir
    private Path folder;

    @Test
    void replacesAnExistingFileAndLeavesNoTemporaryFile() throws IOException {
        Path file = folder.resolve("report.html");
        WholeFile.write(file, "first, and longer");
        WholeFile.write(file, "second");

        assertThat(file).hasContent("second");
        assertThat(folder).isDirectoryNotContaining("glob:**.new");
    }

    @Test
    void replacesTheTargetOfASymbolicLink() throws IOException {
        Path real = folder.resolve("run-12.html");
        WholeFile.write(real, "first");
        Path link = Files.createSymbolicLink(folder.resolve("latest.html"), real);

        WholeFile.write(link, "second");

        assertThat(link).isSymbolicLink();
        assertThat(real).hasContent("second");
    }

    @Test
    void detectsFilesThatCannotBeWritten() throws IOException {
        Path missing = folder.resolve("missing").resolve("report.html");

        assertThat(WholeFile.isPossible(missing)).isFalse();
        assertThat(WholeFile.isPossible(folder)).isFalse();
        assertThat(WholeFile.isPossible(folder.resolve("report.html"))).isTrue();
        assertThat(WholeFile.isPossible(Path.of("report.html"))).isTrue();
        assertThatThrownBy(() -> WholeFile.write(missing, "text")).isInstanceOf(IOException.class);
        assertThat(folder).isEmptyDirectory();
    }
}
