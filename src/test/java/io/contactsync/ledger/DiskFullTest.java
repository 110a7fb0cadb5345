package io.contactsync.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactsync.state.StateDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class DiskFullTest {

    /** A file size limit refuses a write in the same place and in the same way as a full disk. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void fullDiskFailsTheWriteAndKeepsAcknowledgedLinks(@TempDir Path folder) throws IOException {
        List<String> limited = List.of("bash", "-c", "ulimit -f 4096; exec \"$@\"", "bash");
        List<String> said;
        try (Child child = Child.start(limited, folder, "full", 4, 0)) {
            said = child.rest();
        }
        assertThat(said)
                .filteredOn(line -> line.startsWith("failed: "))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line).contains("LedgerException", "the ledger cannot be written"));
        List<String> acknowledged =
                said.stream().filter(line -> line.startsWith("full-")).toList();
        assertThat(acknowledged).hasSizeGreaterThan(10);
        try (JobLedger job = JobLedger.open(StateDirectory.open(folder), "job")) {
            assertThat(job.channel("support", 2).links(acknowledged).keySet()).containsAll(acknowledged);
        }
    }
}
