package io.contactsync.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateDirectoryTest {

    @TempDir
    private Path folder;

    @Test
    void locatesOptionThenEnvironmentThenHome() {
        Map<String, String> environment = Map.of("CONTACT_SYNC_STATE", "/var/lib/sync");
        assertThat(StateDirectory.locate(Path.of("/opt/state"), environment)).hasToString("/opt/state");
        assertThat(StateDirectory.locate(null, environment)).hasToString("/var/lib/sync");
        assertThat(StateDirectory.locate(null, Map.of("CONTACT_SYNC_STATE", " ")))
                .isEqualTo(Path.of(System.getProperty("user.home"), ".contact-sync"));
    }

    @Test
    void newDirectoryAndKeyAreAccessibleToTheOwnerOnly() throws IOException {
        Path path = folder.resolve("a/b");
        StateDirectory.open(path);
        assertThat(Files.getPosixFilePermissions(path)).isEqualTo(PosixFilePermissions.fromString("rwx------"));
        assertThat(Files.getPosixFilePermissions(path.resolve("key")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void hashesAreStablePerDirectoryAndDifferBetweenDirectories() {
        String hash = StateDirectory.open(folder.resolve("one")).hash().of("field phone", "+1");
        assertThat(StateDirectory.open(folder.resolve("one")).hash().of("field phone", "+1"))
                .isEqualTo(hash);
        assertThat(StateDirectory.open(folder.resolve("two")).hash().of("field phone", "+1"))
                .isNotEqualTo(hash);
    }

    @Test
    void fileInsteadOfADirectoryIsRefused() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        assertThatThrownBy(() -> StateDirectory.open(file))
                .isInstanceOf(LedgerException.Unusable.class)
                .hasMessageContainingAll(file.toString(), "is a file", "--state");
    }

    @Test
    void directoryThatCannotBeCreatedIsRefused() throws IOException {
        Path below = Files.createFile(folder.resolve("file")).resolve("state");
        assertThatThrownBy(() -> StateDirectory.open(below))
                .isInstanceOf(LedgerException.Unusable.class)
                .hasMessageContainingAll(below.toString(), "cannot be created", "--state");
    }

    @Test
    void damagedKeyIsRefused() throws IOException {
        StateDirectory.open(folder);
        Files.write(folder.resolve("key"), new byte[31]);
        assertThatThrownBy(() -> StateDirectory.open(folder))
                .isInstanceOf(LedgerException.Unusable.class)
                .hasMessageContainingAll("key", "damaged", "31 bytes and not 32");
    }

    @Test
    void missingKeyIsRefusedIfLedgersExist() throws IOException {
        StateDirectory.open(folder);
        Files.createFile(folder.resolve("imports.mv.db"));
        Files.delete(folder.resolve("key"));
        assertThatThrownBy(() -> StateDirectory.open(folder))
                .isInstanceOf(LedgerException.Unusable.class)
                .hasMessageContainingAll("the key", "is gone", "imports.mv.db");
        assertThat(folder.resolve("key")).doesNotExist();
    }

    @Test
    void listsJobsWithALedger() throws IOException {
        StateDirectory state = StateDirectory.open(folder);
        for (String file : new String[] {"b.mv.db", "a.mv.db", "a.backup.mv.db", "a.owner", "pace-x"}) {
            Files.createFile(folder.resolve(file));
        }
        assertThat(state.jobs()).containsExactly("a", "b");
    }

    @Test
    void smallFilesAreReplacedCompletely() throws IOException {
        StateDirectory state = StateDirectory.open(folder);
        state.write("note", "longer text");
        state.write("note", "short");
        assertThat(state.file("note")).hasContent("short");
        assertThat(Files.getPosixFilePermissions(state.file("note")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void paceFileIsUniquePerTokenAndDoesNotContainIt() {
        StateDirectory state = StateDirectory.open(folder);
        Path pace = state.paceFile("https://a.example", "secret-token");
        assertThat(pace).isEqualTo(state.paceFile("https://a.example", "secret-token"));
        assertThat(pace).isNotEqualTo(state.paceFile("https://b.example", "secret-token"));
        assertThat(pace.toString()).doesNotContain("secret-token");
    }
}
