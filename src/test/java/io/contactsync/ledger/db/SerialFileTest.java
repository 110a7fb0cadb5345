package io.contactsync.ledger.db;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactsync.state.StateDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SerialFileTest {

    private static final String LEDGER = "0123456789abcdef0123456789abcdef";
    private static final String OTHER_BOOT = "00000000-0000-0000-0000-000000000000";

    @TempDir
    private Path folder;

    private SerialFile file;
    private Path path;

    @BeforeEach
    void open() {
        StateDirectory state = StateDirectory.open(folder);
        file = new SerialFile(state, "job");
        path = state.file("job.serial");
    }

    private SerialFile.Content content() throws IOException {
        return file.read().orElseThrow();
    }

    @Test
    void commitsAndSyncsAreRecordedInPlace() throws IOException {
        assertThat(file.read()).isEmpty();
        file.write(SerialFile.Content.settled(LEDGER, 7, SerialFile.OPEN));
        Object key = Files.readAttributes(path, BasicFileAttributes.class).fileKey();
        long size = Files.size(path);

        file.committed(8);
        file.committed(9);
        file.synced(8);

        assertThat(content().ledger()).isEqualTo(LEDGER);
        assertThat(content().committed()).isEqualTo(9);
        assertThat(content().synced()).isEqualTo(8);
        assertThat(content().last()).isEqualTo(9);
        assertThat(content().isClosed()).isFalse();
        file.closed(9, "00c0ffee");
        assertThat(content()).isEqualTo(SerialFile.Content.settled(LEDGER, 9, "00c0ffee"));
        assertThat(content().isClosed()).isTrue();
        assertThat(path).hasSize(size);
        assertThat(Files.readAttributes(path, BasicFileAttributes.class).fileKey())
                .as("not a new file, for which the disk may have no space")
                .isEqualTo(key);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                .isEqualTo("rw-------");
    }

    @Test
    void onlySyncedCommitsAreRequiredAfterTheMachineHasRestarted() throws IOException {
        file.write(SerialFile.Content.settled(LEDGER, 7, SerialFile.OPEN));
        file.committed(9);
        SerialFile.Content written = content();
        // Where the system does not identify its boot, it may have restarted.
        assertThat(written.required()).isIn(Files.exists(Path.of("/proc/sys/kernel/random/boot_id")) ? 9L : 7L, 9L);
        assertThat(new SerialFile.Content(LEDGER, 9, 7, OTHER_BOOT, SerialFile.OPEN).required())
                .isEqualTo(7);
        assertThat(new SerialFile.Content(LEDGER, 9, 7, "-".repeat(36), SerialFile.OPEN).required())
                .isEqualTo(7);
    }

    @Test
    void everyDamageIsNoticedAndRepairedByTheNextWrite() throws IOException {
        SerialFile.Content seven = SerialFile.Content.settled(LEDGER, 7, "00c0ffee");
        file.write(seven);
        byte[] intact = Files.readAllBytes(path);
        for (int place = 0; place < intact.length; place++) {
            byte[] damaged = intact.clone();
            damaged[place] ^= 1;
            assertUnreadable(damaged, "flipped at " + place);
            assertUnreadable(Arrays.copyOf(intact, place), "cut at " + place);
        }
        assertUnreadable(new byte[intact.length], "zeros");
        assertUnreadable(Arrays.copyOf(intact, intact.length + 1), "padded");

        file.write(seven);

        assertThat(Files.readAllBytes(path)).isEqualTo(intact);
    }

    private void assertUnreadable(byte[] bytes, String what) throws IOException {
        Files.write(path, bytes);
        assertThat(file.read()).as(what).isEqualTo(Optional.empty());
    }

    @Test
    void fileOfAnotherJobIsNotRead() throws IOException {
        StateDirectory state = StateDirectory.open(folder);
        new SerialFile(state, "other").write(SerialFile.Content.settled(LEDGER, 7, SerialFile.OPEN));
        Files.copy(state.file("other.serial"), path);

        assertThat(file.read()).isEmpty();
    }
}
