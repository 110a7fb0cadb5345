package io.contactsync.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DiskSpaceTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "No space left on device",
                "Disk quota exceeded",
                "File too large",
                "There is not enough space on the disk"
            })
    void recognizesAFullDiskHoweverItIsWrapped(String message) {
        IOException full = new IOException(message);
        assertThat(DiskSpace.isExhausted(full)).isTrue();
        assertThat(DiskSpace.isExhausted(new IllegalStateException("closed", new UncheckedIOException(full))))
                .isTrue();
        RuntimeException other = new IllegalStateException("closed");
        other.addSuppressed(full);
        assertThat(DiskSpace.isExhausted(other)).isTrue();
    }

    @Test
    void otherFailuresAreNotAFullDisk() {
        assertThat(DiskSpace.isExhausted(null)).isFalse();
        assertThat(DiskSpace.isExhausted(new NoSuchFileException("No such file")))
                .isFalse();
        assertThat(DiskSpace.isExhausted(new IllegalStateException("No space left on device")))
                .as("a server's message")
                .isFalse();
        Exception first = new IllegalStateException("first");
        first.addSuppressed(new IllegalStateException("second", first));
        assertThat(DiskSpace.isExhausted(first)).as("a cycle").isFalse();
    }

    @Test
    void messageNamesTheFileSystemAndTheFile() throws IOException {
        Path file = folder.resolve("missing").resolve("file");
        String store = Files.getFileStore(folder).toString();
        assertThat(DiskSpace.message(file, new IOException("No space left on device")))
                .isEqualTo("no space left on " + store + ": free some and run again (while writing " + file + ")");
        String other = folder.resolve("other").toString();
        assertThat(DiskSpace.message(file, new FileSystemException(other, null, "No space left on device")))
                .endsWith("(while writing " + other + ")");
        assertThat(DiskSpace.message(file, new IOException("File too large"))).contains("ulimit -f");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void recognizesWhatTheSystemThrows() throws IOException {
        try (RandomAccessFile full = new RandomAccessFile("/dev/full", "rw")) {
            full.write(1);
            throw new AssertionError("/dev/full is not full");
        } catch (IOException e) {
            assertThat(DiskSpace.isExhausted(e)).isTrue();
        }
    }

    @Test
    void allocatedFileHasItsLengthAndKeepsItsContent() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "text");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            DiskSpace.allocate(channel, 100);
            DiskSpace.allocate(channel, 10);
        }
        assertThat(file).hasSize(100);
        assertThat(Files.readString(file)).startsWith("text\0");
    }
}
