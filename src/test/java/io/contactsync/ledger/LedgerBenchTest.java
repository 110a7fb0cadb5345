package io.contactsync.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactsync.ledger.state.StateDirectory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How many steps a second the ledger writes down, each on disk before the next of its contact: an intent, which is
 * synced, and what came of it. Prints one table.
 */
@Tag("bench")
class LedgerBenchTest {

    private static final long MEASURED_NANOS = 5_000_000_000L;

    @TempDir
    private Path folder;

    @Test
    void outcomesASecond() throws Exception {
        double one = outcomesASecond(1);
        print(1, one, one);
        print(8, outcomesASecond(8), one);
        print(64, outcomesASecond(64), one);
        assertThat(one).isPositive();
    }

    private double outcomesASecond(int writers) throws Exception {
        try (JobLedger job = JobLedger.open(StateDirectory.open(folder.resolve("with-" + writers)), "job")) {
            Ledger ledger = job.channel("support", 1);
            AtomicLong written = new AtomicLong();
            long end = System.nanoTime() + MEASURED_NANOS;
            List<Thread> threads = new ArrayList<>();
            for (int writer = 0; writer < writers; writer++) {
                String prefix = Integer.toHexString(writer * 0x9E3779B9) + "-";
                threads.add(new Thread(() -> write(ledger, prefix, end, written)));
            }
            threads.forEach(Thread::start);
            for (Thread thread : threads) {
                thread.join();
            }
            return written.get() / (MEASURED_NANOS / 1e9);
        }
    }

    private static void write(Ledger ledger, String prefix, long end, AtomicLong written) {
        for (int n = 0; System.nanoTime() < end; n++) {
            String id = prefix + n;
            ledger.put(Links.intended(id), List.of("hash of " + id), "create begun");
            ledger.put(Links.settled(id), null, "created");
            written.addAndGet(2);
        }
    }

    private static void print(int writers, double outcomes, double ofOne) {
        System.out.println(String.format(
                Locale.ROOT,
                "ledger | %2d at once | %,9.0f steps/s | %5.2f of one at a time",
                writers,
                outcomes,
                outcomes / ofOne));
    }
}
