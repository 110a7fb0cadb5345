package io.contactsync.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.contactsync.state.LedgerException;
import io.contactsync.state.StateDirectory;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerSnapshotTest {
    @TempDir
    Path folder;

    @Test
    void whatIsWrittenToTheCopyIsNotInTheOriginal() throws Exception {
        StateDirectory state = StateDirectory.open(folder);
        try (JobLedger ledger = JobLedger.open(state, "job")) {
            ledger.runs().begin(false, Map.of());
        }
        Path copied;
        try (LedgerSnapshot copy = LedgerSnapshot.create(state, "job")) {
            copied = copy.directory().file("");
            try (JobLedger ledger = JobLedger.open(copy.directory(), "job")) {
                assertThat(ledger.runs().last()).isPresent();
                ledger.channel("support", 1).rejects().put("a", "no", 1);
            }
            assertThat(copy.directory().paceFile("x", "y")).isEqualTo(state.paceFile("x", "y"));
            assertThat(copy.directory().hash()).isSameAs(state.hash());
        }
        assertThat(copied).doesNotExist();
        try (ReadOnlyLedger history = ReadOnlyLedger.open(state, "job").orElseThrow()) {
            assertThat(history.rejects("a")).isEmpty();
            assertThat(history.unfinished()).isPresent();
        }
    }

    @Test
    void aRunningJobIsNotCopied() throws Exception {
        StateDirectory state = StateDirectory.open(folder);
        JobLedger.open(state, "job").close();
        try (FileChannel file = FileChannel.open(folder.resolve("job.mv.db"), StandardOpenOption.WRITE);
                FileLock lock = file.lock()) {
            assertThat(lock.isValid()).isTrue();
            assertThatThrownBy(() -> LedgerSnapshot.create(state, "job")).isInstanceOf(LedgerException.InUse.class);
        }
        assertThat(folder.toFile().list()).noneMatch(name -> name.startsWith("plan-"));
    }

    @Test
    void whatAKilledPlanLeftBehindIsDeletedByTheNext() throws Exception {
        StateDirectory state = StateDirectory.open(folder);
        Path left = Files.createDirectory(folder.resolve("plan-999999999-1"));
        Files.writeString(left.resolve("job.mv.db"), "left");

        LedgerSnapshot.create(state, "job").close();

        assertThat(left).doesNotExist();
    }
}
