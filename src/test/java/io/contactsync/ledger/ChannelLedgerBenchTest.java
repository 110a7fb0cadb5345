package io.contactsync.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactsync.state.StateDirectory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Measures how many steps the ledger writes per second. A contact has two steps: an intent, which is synced, and a
 * settled link, which is committed. Prints one table.
 */
@Tag("bench")
class ChannelLedgerBenchTest {

    private static final long MEASURED_NANOS = 5_000_000_000L;
    private static final int LINKS = 100_000;
    private static final int CALLS_AN_HOUR = 12_000;
    private static final int CONTACTS_AN_HOUR = CALLS_AN_HOUR / 4;
    private static final int SHARE_OF_AN_HOUR = 10;

    @TempDir
    private Path folder;

    @Test
    void stepsPerSecond() throws Exception {
        double one = stepsPerSecond(1);
        print(1, one, one);
        print(8, stepsPerSecond(8), one);
        print(64, stepsPerSecond(64), one);
        assertThat(one).isPositive();
    }

    /**
     * How fast the file grows at the full quota of a channel, 200 calls a minute: in an import of new contacts with
     * four calls each (two lookups, create, tags), and in a run of updates, of which 150 ms hold one and a half on
     * average.
     */
    @Test
    void growthPerHour() throws Exception {
        Path file = folder.resolve("growth").resolve("job.mv.db");
        List<String> ids = new ArrayList<>();
        Random random = new Random(1);
        try (JobLedger job = JobLedger.open(StateDirectory.open(folder.resolve("growth")), "job")) {
            ChannelLedger ledger = job.channel("support", 1);
            for (int n = 0; n < LINKS; n += 1_000) {
                Map<Link, String> page = new LinkedHashMap<>();
                for (int i = 0; i < 1_000; i++) {
                    ids.add(Long.toHexString(random.nextLong()));
                    page.put(Links.settled(ids.get(ids.size() - 1)), "created");
                }
                ledger.putAll(page);
            }
            long before = Files.size(file);
            for (int n = 0; n < CONTACTS_AN_HOUR / SHARE_OF_AN_HOUR; n++) {
                String id = Long.toHexString(random.nextLong());
                ledger.put(Links.intended(id), List.of("hash of " + id, "other hash of " + id), "create begun");
                ledger.put(Links.settled(id), null, "created");
                ledger.defer(Links.settled(id), null, "tagged");
                ledger.flush();
            }
            printGrowth("import of new contacts", Files.size(file) - before);
            before = Files.size(file);
            for (int n = 0; n < CALLS_AN_HOUR / SHARE_OF_AN_HOUR; n++) {
                ledger.defer(Links.settled(ids.get(random.nextInt(ids.size()))), null, "sent firstName");
                if (n % 3 != 0) {
                    ledger.flush();
                }
            }
            printGrowth("updates", Files.size(file) - before);
            assertThat(Files.size(file)).isPositive();
        }
    }

    private static void printGrowth(String what, long bytes) {
        System.out.println(String.format(
                Locale.ROOT, "ledger | %-22s | %,5d MB/hour", what, bytes * SHARE_OF_AN_HOUR / 1_000_000));
    }

    private double stepsPerSecond(int writers) throws Exception {
        try (JobLedger job = JobLedger.open(StateDirectory.open(folder.resolve("with-" + writers)), "job")) {
            ChannelLedger ledger = job.channel("support", 1);
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

    private static void write(ChannelLedger ledger, String prefix, long end, AtomicLong written) {
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
