package io.contactsync.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactsync.state.StateDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compacts a ledger repeatedly while it is written and read. */
class CompactionTest {

    private static final long LONGEST_BYTES = 2L << 20;
    private static final int WRITERS = 8;
    private static final int LINKS_EACH = 350;

    @TempDir
    private Path folder;

    @Test
    void compactionDuringARunKeepsEverything() throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(WRITERS);
        Path file = folder.resolve("job.mv.db");
        long longest = 0;
        try (JobLedger job = JobLedger.open(StateDirectory.open(folder), "job", LONGEST_BYTES)) {
            ChannelLedger ledger = job.channel("support", 1);
            List<Future<?>> writers = new ArrayList<>();
            for (int writer = 0; writer < WRITERS; writer++) {
                String prefix = writer + "-";
                writers.add(executor.submit(() -> writeAndReadBack(ledger, prefix)));
            }
            for (Future<?> writer : writers) {
                while (!writer.isDone()) {
                    longest = Math.max(longest, Files.size(file));
                    ask(job);
                }
                writer.get();
            }
            assertThat(ledger.size()).isEqualTo(WRITERS * LINKS_EACH);
        }
        executor.shutdown();
        // Without compaction the file would be ten times as long.
        assertThat(longest).isLessThan(4 * LONGEST_BYTES);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertReopenedWhole();
    }

    private static void writeAndReadBack(ChannelLedger ledger, String prefix) {
        for (int n = 0; n < LINKS_EACH; n++) {
            Link link = Links.settled(prefix + n);
            ledger.put(Links.intended(prefix + n), List.of("hash of " + prefix + n), "create begun");
            ledger.put(link, null, "created");
            assertThat(ledger.links(List.of(prefix + n))).containsValue(link);
            assertThat(ledger.sourceIdOfMatch("hash of " + prefix + n, "nobody"))
                    .contains(prefix + n);
            assertThat(ledger.sourceIdOfTarget("target of " + prefix + n)).contains(prefix + n);
            // Flushes the deferred records.
            assertThat(ledger.size()).isPositive();
        }
    }

    /** As Spring Batch does, through the pool of connections. */
    private static void ask(JobLedger job) throws SQLException {
        try (Connection connection = job.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select count(*) from event")) {
            assertThat(rows.next()).isTrue();
        }
    }

    private void assertReopenedWhole() throws IOException {
        try (JobLedger job = JobLedger.open(StateDirectory.open(folder), "job")) {
            ChannelLedger ledger = job.channel("support", 2);
            for (int writer = 0; writer < WRITERS; writer++) {
                for (int n = 0; n < LINKS_EACH; n++) {
                    String id = writer + "-" + n;
                    assertThat(ledger.sourceIdOfMatch("hash of " + id, "nobody"))
                            .contains(id);
                }
            }
        }
    }
}
