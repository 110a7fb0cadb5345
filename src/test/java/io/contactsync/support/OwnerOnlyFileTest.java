package io.contactsync.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnerOnlyFileTest {

    @TempDir
    private Path folder;

    @Test
    void createsAFileForItsOwnerAndKeepsAnExistingOne() throws IOException {
        Path file = folder.resolve("pace");

        assertThat(OwnerOnlyFile.create(file)).isTrue();
        assertThat(permissions(file)).isEqualTo("rw-------");

        Files.writeString(file, "kept");
        assertThat(OwnerOnlyFile.create(file)).isFalse();
        assertThat(file).hasContent("kept");
    }

    @Test
    void opensAFileForItsOwnerAndKeepsItsContent() throws IOException {
        Path file = folder.resolve("calls");
        try (FileChannel channel = OwnerOnlyFile.open(file)) {
            channel.write(ByteBuffer.wrap(new byte[] {1, 2}));
        }
        try (FileChannel channel = OwnerOnlyFile.open(file)) {
            assertThat(channel.read(ByteBuffer.allocate(4))).isEqualTo(2);
        }

        assertThat(permissions(file)).isEqualTo("rw-------");
    }

    @Test
    void restrictsAnExistingFile() throws IOException {
        Path file = Files.writeString(folder.resolve("ledger"), "rows");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

        OwnerOnlyFile.restrict(file);

        assertThat(permissions(file)).isEqualTo("rw-------");
    }

    @Test
    void createsDirectoriesForTheirOwnerAndKeepsExistingOnes() throws IOException {
        Path parent = folder.resolve("a");
        Path directory = parent.resolve("b");

        OwnerOnlyFile.createDirectories(directory);

        assertThat(permissions(parent)).isEqualTo("rwx------");
        assertThat(permissions(directory)).isEqualTo("rwx------");
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-x---"));
        OwnerOnlyFile.createDirectories(directory);
        assertThat(permissions(directory)).isEqualTo("rwxr-x---");
    }

    private static String permissions(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
