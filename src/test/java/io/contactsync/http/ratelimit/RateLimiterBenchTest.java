package io.contactsync.http.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The permits per second that the limiter itself can grant, with the highest limit and a window so short that slots are
 * always free. Prints one table.
 */
@Tag("bench")
class RateLimiterBenchTest {

    private static final int LIMIT = 100_000;
    private static final RateWindow NO_WAITING =
            new RateWindow(Duration.ofMillis(20), Duration.ofMillis(1), Duration.ofMillis(1), Duration.ofMillis(20));
    private static final Duration MEASURED = Duration.ofSeconds(3);

    @TempDir
    private Path folder;

    /** Takes permits in a separate process and prints how many per second. */
    static final class PermitTaker {
        private PermitTaker() {}

        public static void main(String[] args) throws Exception {
            System.out.println(permitsPerSecond(limited(Path.of(args[0])), Integer.parseInt(args[1])));
        }
    }

    private static RateLimiter limited(Path file) {
        return RateLimiter.shared(LIMIT, file, Ticker.system(), NO_WAITING);
    }

    private static long permitsPerSecond(RateLimiter limiter, int threads) throws Exception {
        take(limiter, threads, Duration.ofSeconds(1));
        long startedAt = System.nanoTime();
        long taken = take(limiter, threads, MEASURED);
        limiter.close();
        return taken * TimeUnit.SECONDS.toNanos(1) / (System.nanoTime() - startedAt);
    }

    private static long take(RateLimiter limiter, int threads, Duration time) throws Exception {
        AtomicLong taken = new AtomicLong();
        long end = System.nanoTime() + time.toNanos();
        List<Thread> takers = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            Thread taker = new Thread(() -> {
                while (System.nanoTime() < end) {
                    if (limiter.tryAcquire() instanceof RateLimiter.Permit permit) {
                        limiter.answered(permit);
                        taken.incrementAndGet();
                    }
                }
            });
            taker.start();
            takers.add(taker);
        }
        for (Thread taker : takers) {
            taker.join();
        }
        return taken.get();
    }

    @Test
    void permitsPerSecond() throws Exception {
        long one = permitsPerSecond(limited(folder.resolve("one")), 1);
        long many = permitsPerSecond(limited(folder.resolve("many")), 64);
        long processes = inTwoProcesses();
        long free = permitsPerSecond(RateLimiter.unlimited(Ticker.system(), NO_WAITING), 1);
        print("1 thread", one, one);
        print("64 threads", many, one);
        print("2 processes", processes, one);
        print("unlimited, 1 thread", free, one);
        assertThat(List.of(one, many, processes, free)).allMatch(figure -> figure > 0);
    }

    private long inTwoProcesses() throws Exception {
        List<Process> takers = List.of(startPermitTaker(), startPermitTaker());
        long sum = 0;
        for (Process taker : takers) {
            try (BufferedReader out =
                    new BufferedReader(new InputStreamReader(taker.getInputStream(), StandardCharsets.UTF_8))) {
                sum += Long.parseLong(String.valueOf(out.readLine()));
            }
            assertThat(taker.waitFor()).isZero();
        }
        return sum;
    }

    private Process startPermitTaker() throws Exception {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        PermitTaker.class.getName(),
                        folder.resolve("two").toString(),
                        "1")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static void print(String what, long permits, long ofOne) {
        System.out.println(String.format(
                Locale.ROOT,
                "pace | %-20s | %,12d permits/s | %6.2f of one thread's",
                what,
                permits,
                (double) permits / ofOne));
    }
}
