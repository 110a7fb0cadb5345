package io.contactsync.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.contactsync.state.LedgerException;
import io.contactsync.state.StateDirectory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Opens ledgers that version 1 with a journal has written: one closed normally, one whose run was killed. What they
 * hold is beside them as text, written by the same version.
 */
class JournalMigrationTest {

    private static final String JOB = "sample";

    @TempDir
    private Path folder;

    private void unpack(String sample) throws IOException {
        try (InputStream stream = resource(sample + ".zip");
                ZipInputStream zip = new ZipInputStream(stream)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Path file = folder.resolve(entry.getName());
                Files.write(file, zip.readAllBytes());
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
            }
        }
    }

    private static InputStream resource(String name) {
        return Objects.requireNonNull(JournalMigrationTest.class.getResourceAsStream(name), name);
    }

    private static String expected(String sample) throws IOException {
        try (InputStream text = resource(sample + ".txt")) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private StateDirectory state() {
        return StateDirectory.open(folder);
    }

    private void openAndClose() {
        JobLedger.open(state(), JOB).close();
    }

    private String dump() throws SQLException {
        return LedgerDump.of(folder, JOB);
    }

    private Path journal(int number) {
        return folder.resolve(JOB + ".journal-" + number);
    }

    @Test
    void closedLedgerIsReadUnchanged() throws Exception {
        unpack("closed");
        openAndClose();
        assertThat(dump()).isEqualTo(expected("closed"));
    }

    @Test
    void journalOfAKilledRunIsAppliedAndDeleted() throws Exception {
        unpack("killed");
        assertThat(dump()).as("the journal has something to apply").isNotEqualTo(expected("killed"));
        openAndClose();
        assertThat(dump()).isEqualTo(expected("killed"));
        assertThat(journal(1)).doesNotExist();
        assertThat(journal(2)).doesNotExist();
    }

    @Test
    void entriesInBothFilesAreAppliedInTheOrderOfTheirNumbers() throws Exception {
        unpack("killed");
        byte[] all = Files.readAllBytes(journal(1));
        int half = secondEntryAfter(all, all.length / 2);
        Files.write(journal(1), Arrays.copyOfRange(all, half, all.length));
        Files.write(journal(2), Arrays.copyOf(all, half));
        openAndClose();
        assertThat(dump()).isEqualTo(expected("killed"));
    }

    /** Finds where an entry begins: with the letters CSJ1. */
    private static int secondEntryAfter(byte[] bytes, int from) {
        int found = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("CSJ1", from);
        assertThat(found).isPositive();
        return found;
    }

    @Test
    void entriesAreAppliedOnceOnly() throws Exception {
        unpack("killed");
        byte[] journal = Files.readAllBytes(journal(1));
        openAndClose();
        // As if the process had died before it deleted the journal.
        Files.write(journal(1), journal);
        openAndClose();
        assertThat(dump()).isEqualTo(expected("killed"));
    }

    @Test
    void historyShowsWhatIsInTheJournal() throws Exception {
        unpack("killed");
        try (ReadOnlyLedger history = ReadOnlyLedger.open(state(), JOB).orElseThrow()) {
            assertThat(history.rejects("BMR3RG9Kqr9OiQTk"))
                    .extracting(Reject::run, Reject::reason)
                    .containsExactly(org.assertj.core.groups.Tuple.tuple(2, "refused"));
            assertThat(history.events("UGToyQSjTe5ik7AS"))
                    .extracting(ReadOnlyLedger.ContactEvent::text)
                    .contains("gone from the target: 2008872372504667");
        }
        assertThat(dump()).isEqualTo(expected("killed"));
        assertThat(journal(1)).doesNotExist();
    }

    @Test
    void planCopiesTheLedgerWithWhatIsInTheJournal() throws Exception {
        unpack("killed");
        try (LedgerSnapshot copy = LedgerSnapshot.create(state(), JOB)) {
            assertThat(LedgerDump.of(copy.directory().file(""), JOB)).isEqualTo(expected("killed"));
        }
    }

    @Test
    void truncatedLastEntryIsIgnored() throws Exception {
        unpack("killed");
        byte[] journal = Files.readAllBytes(journal(1));
        Files.write(journal(1), Arrays.copyOf(journal, journal.length - 10));
        openAndClose();
        long events = dump().lines().filter(line -> line.startsWith("event")).count();
        long all = expected("killed")
                .lines()
                .filter(line -> line.startsWith("event"))
                .count();
        assertThat(events).isEqualTo(all - 1);
    }

    @Test
    void damagedEntryBeforeTheLastSyncIsRefused() throws Exception {
        unpack("killed");
        byte[] journal = Files.readAllBytes(journal(1));
        journal[40]++;
        Files.write(journal(1), journal);
        assertThatThrownBy(this::openAndClose)
                .isInstanceOf(LedgerException.Unusable.class)
                .hasMessageContainingAll(
                        journal(1).toString(), "its journal fails its checksum", "move both away", "match fields");
        assertThat(Files.readAllBytes(journal(1))).isEqualTo(journal);
        Files.delete(journal(1));
        openAndClose();
        assertThat(dump()).doesNotContain("event|1|UGToyQSjTe5ik7AS|2");
    }

    @Test
    void journalWithoutItsLedgerIsRefused() throws Exception {
        unpack("killed");
        Path file = folder.resolve(JOB + ".mv.db");
        Files.delete(file);
        assertThatThrownBy(this::openAndClose)
                .isInstanceOf(LedgerException.Unusable.class)
                .hasMessageContainingAll("is missing", file.toString(), "sample.journal-1", "match fields");
        assertThat(file).doesNotExist();
    }

    @Test
    void journalIsAppliedToARestoredBackup() throws Exception {
        unpack("killed");
        Path file = folder.resolve(JOB + ".mv.db");
        Path backup = folder.resolve(JOB + ".backup.mv.db");
        Files.move(file, backup);
        assertThatThrownBy(this::openAndClose).isInstanceOf(LedgerException.Unusable.class);
        Files.copy(backup, file);
        openAndClose();
        assertThat(dump()).isEqualTo(expected("killed"));
    }
}
