package io.contactsync.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.contactsync.state.LedgerException;
import io.contactsync.state.StateDirectory;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A damaged or missing ledger is refused with a remedy, and never silently replaced by a new one. */
class BrokenLedgerTest {

    private static final int LINKS = 500;

    private final Random random = new Random(20_260_131);

    @TempDir
    private static Path filled;

    @TempDir
    private Path folder;

    private StateDirectory state;
    private Path file;
    private Path backup;

    @BeforeAll
    static void fill() {
        try (JobLedger job = JobLedger.open(StateDirectory.open(filled), "job")) {
            ChannelLedger ledger = job.channel("support", 1);
            for (int n = 0; n < LINKS; n++) {
                ledger.put(Links.settled("id-" + n), List.of("hash-" + n), "created");
            }
        }
    }

    @BeforeEach
    void copy() throws IOException {
        for (String name : List.of("key", "job.mv.db", "job.size")) {
            Files.copy(filled.resolve(name), folder.resolve(name));
        }
        state = StateDirectory.open(folder);
        file = state.file("job.mv.db");
        backup = state.file("job.backup.mv.db");
    }

    private int links() {
        try (JobLedger job = JobLedger.open(state, "job")) {
            return job.channel("support", 2).size();
        }
    }

    private void assertRefused() {
        assertThatThrownBy(this::links)
                .isInstanceOf(LedgerException.Unusable.class)
                .hasMessageContainingAll(file.toString(), backup.toString(), "copy its backup", "match fields");
    }

    @Test
    void backupIsWrittenAtEveryOpeningAndRestoresTheLinks() throws IOException {
        assertThat(backup).doesNotExist();
        assertThat(links()).isEqualTo(LINKS);
        Files.write(file, new byte[] {1, 2, 3});
        assertRefused();
        Files.copy(backup, file, StandardCopyOption.REPLACE_EXISTING);
        assertThat(links()).isEqualTo(LINKS);
    }

    @Test
    void emptyFileIsRefused() throws IOException {
        links();
        Files.write(file, new byte[0]);
        assertRefused();
    }

    @Test
    void brokenFileWithoutBackupIsRefused() throws IOException {
        Files.write(file, new byte[0]);
        assertThatThrownBy(this::links)
                .isInstanceOf(LedgerException.Unusable.class)
                .hasMessageContainingAll(file.toString(), "it has no backup");
    }

    @Test
    void truncatedFileIsRefused() throws IOException {
        links();
        byte[] whole = Files.readAllBytes(file);
        for (int cut = 0; cut < 5; cut++) {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.truncate(random.nextInt(whole.length));
            }
            assertRefused();
            Files.write(file, whole);
        }
        assertThat(links()).isEqualTo(LINKS);
    }

    @Test
    void overwrittenHeaderIsRefused() throws IOException {
        links();
        overwrite(0, 8192);
        assertRefused();
    }

    @Test
    void garbageIsNeverReadAsLinks() throws IOException {
        links();
        byte[] whole = Files.readAllBytes(file);
        int refused = 0;
        for (int attempt = 0; attempt < 6; attempt++) {
            overwrite(8192 + random.nextInt(whole.length - 8192 - 64), 64);
            try {
                // If only unused bytes were hit, all links are still there.
                assertThat(links()).isEqualTo(LINKS);
            } catch (LedgerException.Unusable e) {
                assertThat(e).hasMessageContainingAll(file.toString(), backup.toString());
                refused++;
            }
            Files.write(file, whole);
        }
        assertThat(refused).isPositive();
    }

    private void overwrite(int from, int bytes) throws IOException {
        byte[] garbage = new byte[bytes];
        random.nextBytes(garbage);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(garbage), from);
        }
    }

    @Test
    void missingFileWithBackupIsRefused() throws IOException {
        links();
        Files.delete(file);
        assertThatThrownBy(this::links)
                .isInstanceOf(LedgerException.Unusable.class)
                .hasMessageContainingAll("is gone", file.toString(), backup.toString());
    }

    @Test
    void ledgerThatCannotBeCreatedIsNotReportedAsBroken() throws IOException {
        Files.delete(file);
        Files.createDirectories(state.file("job.new.mv.db").resolve("in the way"));
        assertThatThrownBy(this::links)
                .isInstanceOf(LedgerException.Unusable.class)
                .hasMessageContainingAll(file.toString(), "cannot be created")
                .hasMessageNotContaining("broken");
        assertThat(file).doesNotExist();
    }

    @Test
    void missingFileWithoutBackupStartsANewLedger() throws IOException {
        Files.delete(file);
        assertThat(links()).isZero();
    }

    @Test
    void changedRowFailsItsChecksumAndIsNotBackedUp() throws IOException, SQLException {
        links();
        byte[] good = Files.readAllBytes(backup);
        try (JobLedger job = JobLedger.open(state, "job");
                Connection connection = job.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("update link set target_id = 'someone else' where source_id = 'id-7'");
            assertThatThrownBy(() -> job.channel("support", 2).links(List.of("id-7")))
                    .isInstanceOf(LedgerException.class)
                    .hasMessageContainingAll("'id-7'", "checksum", "run again");
        }
        byte[] before = Files.readAllBytes(backup);
        assertThat(before).hasSizeGreaterThanOrEqualTo(good.length);
        assertThatThrownBy(this::links)
                .isInstanceOf(LedgerException.Unusable.class)
                .hasMessageContainingAll("'id-7'", file.toString(), backup.toString());
        assertThat(Files.readAllBytes(backup)).isEqualTo(before);
    }

    @Test
    void ledgerOfAnotherKeyIsRefused() throws IOException {
        Files.write(state.file("key"), new byte[32]);
        StateDirectory other = StateDirectory.open(folder);
        assertThatThrownBy(() -> JobLedger.open(other, "job"))
                .isInstanceOf(LedgerException.Unusable.class)
                .hasMessageContainingAll(file.toString(), "another key");
    }
}
