package io.contactsync.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.contactsync.support.AtomicFile.Option;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {

    @TempDir
    private Path folder;

    @Test
    void replacesTheOldFileAndLeavesNothingElse() throws IOException {
        Path file = folder.resolve("report.html");
        AtomicFile.write(file, "first, and longer");
        AtomicFile.write(file, "second");

        assertThat(file).hasContent("second");
        assertThat(folder.toFile().list()).containsExactly("report.html");
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void pipeIsWrittenToAndNotReplaced() throws Exception {
        Path pipe = folder.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        CompletableFuture<String> read = new CompletableFuture<>();
        Thread reader = new Thread(() -> {
            try {
                read.complete(Files.readString(pipe));
            } catch (IOException e) {
                read.completeExceptionally(e);
            }
        });
        reader.setDaemon(true);
        reader.start();

        AtomicFile.write(pipe, "text", Option.FOLLOW_LINK);

        assertThat(Files.isRegularFile(pipe)).isFalse();
        assertThat(read.get(1, TimeUnit.MINUTES)).isEqualTo("text");
        assertThat(folder.toFile().list()).containsExactly("pipe");
    }

    @Test
    void keepsALinkThatItFollows() throws IOException {
        Path real = Files.writeString(folder.resolve("run-12.html"), "first");
        Path link = Files.createSymbolicLink(folder.resolve("latest.html"), real);

        AtomicFile.write(link, "second", Option.FOLLOW_LINK);

        assertThat(link).isSymbolicLink();
        assertThat(real).hasContent("second");
    }

    @Test
    void replacesALinkThatItDoesNotFollow() throws IOException {
        Path real = Files.writeString(folder.resolve("run-12.html"), "first");
        Path link = Files.createSymbolicLink(folder.resolve("latest.html"), real);

        AtomicFile.write(link, "second");

        assertThat(link).isRegularFile().hasContent("second");
        assertThat(Files.isSymbolicLink(link)).isFalse();
        assertThat(real).hasContent("first");
    }

    @Test
    void keepsTheOldFileWhenWritingFails() throws IOException {
        Path file = Files.writeString(folder.resolve("report.html"), "first");

        assertThatThrownBy(() -> AtomicFile.replace(file, newFile -> {
                    Files.writeString(newFile, "half");
                    throw new IOException("disk full");
                }))
                .isInstanceOf(IOException.class)
                .hasMessage("disk full");

        assertThat(file).hasContent("first");
        assertThat(folder.toFile().list()).containsExactly("report.html");
    }

    @Test
    void writesHalfASurrogatePairAsReplacementCharacter() throws IOException {
        Path file = folder.resolve("report.html");

        AtomicFile.write(file, "a\ud83db 👋");

        assertThat(file).hasContent("a\ufffdb 👋");
    }

    @Test
    void deviceIsNotReplaced() {
        assertThat(AtomicFile.isWritable(Path.of("/dev/null"))).isFalse();
    }

    @Test
    void oldFileIsVisibleUntilTheNewOneIsComplete() throws IOException {
        Path file = Files.writeString(folder.resolve("report.html"), "first");

        String during = AtomicFile.replace(file, newFile -> {
            Files.writeString(newFile, "second");
            return Files.readString(file);
        });

        assertThat(during).isEqualTo("first");
        assertThat(file).hasContent("second");
    }

    @Test
    void onlyTheOwnerCanReadAnOwnerOnlyFileFromTheStart() throws IOException {
        Path file = folder.resolve("state");

        String during = AtomicFile.replace(file, AtomicFileTest::permissions, Option.OWNER_ONLY, Option.SYNC);

        assertThat(during).isEqualTo("rw-------");
        assertThat(permissions(file)).isEqualTo("rw-------");
    }

    @Test
    void createsAFileOnlyOnce() throws IOException {
        Path file = folder.resolve("key");

        assertThat(AtomicFile.create(file, new byte[] {1}, Option.OWNER_ONLY)).isTrue();
        assertThat(AtomicFile.create(file, new byte[] {2}, Option.OWNER_ONLY)).isFalse();

        assertThat(file).hasBinaryContent(new byte[] {1});
        assertThat(permissions(file)).isEqualTo("rw-------");
        assertThat(folder.toFile().list()).containsExactly("key");
    }

    @Test
    void tellsBeforehandThatAFileCannotBeWritten() throws IOException {
        Path nowhere = folder.resolve("missing").resolve("report.html");

        assertThat(AtomicFile.isWritable(nowhere)).isFalse();
        assertThat(AtomicFile.isWritable(folder)).isFalse();
        assertThat(AtomicFile.isWritable(Path.of("/dev/null"))).isFalse();
        assertThat(AtomicFile.isWritable(folder.resolve("report.html"))).isTrue();
        assertThat(AtomicFile.isWritable(Path.of("report.html"))).isTrue();
        assertThatThrownBy(() -> AtomicFile.write(nowhere, "text")).isInstanceOf(IOException.class);
        assertThat(folder).isEmptyDirectory();
    }

    private static String permissions(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
