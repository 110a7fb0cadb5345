package io.contactsync.http.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes that share one rate limiter file, with a window of 300 ms. */
class SharedTokenTest {

    private static final int LIMIT = 10;
    private static final RateWindow SHORT =
            new RateWindow(Duration.ofMillis(300), Duration.ofMillis(2), Duration.ofMillis(100), Duration.ofMinutes(2));

    @TempDir
    private Path state;

    /** Takes permits and prints the times of each call and its response. */
    static final class PermitTaker {
        private PermitTaker() {}

        public static void main(String[] args) throws Exception {
            Ticker ticker = Ticker.system();
            RateLimiter limiter = RateLimiter.shared(LIMIT, Path.of(args[0]), ticker, SHORT);
            for (int sent = 0; sent < Integer.parseInt(args[1]); ) {
                RateLimiter.Acquisition acquisition = limiter.tryAcquire();
                if (acquisition instanceof RateLimiter.Permit permit) {
                    sent++;
                    long startedAt = ticker.nanoTime();
                    TimeUnit.MICROSECONDS.sleep(500);
                    System.out.println(startedAt + " " + ticker.nanoTime());
                    limiter.answered(permit);
                } else if (acquisition instanceof RateLimiter.Wait wait) {
                    TimeUnit.NANOSECONDS.sleep(wait.nanos());
                }
            }
            limiter.close();
        }
    }

    @Test
    void processesShareOneLimitEvenAfterAKill() throws Exception {
        Path first = state.resolve("first");
        Path second = state.resolve("second");
        Path third = state.resolve("third");
        Process two = startPermitTaker(second, 1_000_000);
        while (callsIn(second).isEmpty() && two.isAlive()) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
        Process one = startPermitTaker(first, 40);
        assertThat(one.waitFor(2, TimeUnit.MINUTES)).isTrue();
        two.destroyForcibly().waitFor();
        Process three = startPermitTaker(third, 20);
        assertThat(three.waitFor(2, TimeUnit.MINUTES)).isTrue();

        List<long[]> calls = new ArrayList<>();
        for (Path log : List.of(first, second, third)) {
            calls.addAll(callsIn(log));
        }
        assertThat(one.exitValue()).isZero();
        assertThat(three.exitValue()).isZero();
        assertThat(callsIn(first)).hasSize(40);
        assertThat(callsIn(second)).isNotEmpty();
        assertThat(callsIn(third)).hasSize(20);
        assertLimitKept(calls);
    }

    /** Of any eleven calls, the last one started at least a window after the end of the first one. */
    private static void assertLimitKept(List<long[]> calls) {
        for (long[] call : calls) {
            long mayBeCountedWithIt = calls.stream()
                    .filter(other -> other[0] <= call[0]
                            && call[0] - other[1] < SHORT.window().toNanos())
                    .count();
            assertThat(mayBeCountedWithIt).isLessThanOrEqualTo(LIMIT);
        }
    }

    private static List<long[]> callsIn(Path log) throws IOException {
        return Files.readAllLines(log).stream()
                .map(line -> line.split(" "))
                .filter(parts -> parts.length == 2 && !parts[1].isEmpty())
                .map(parts -> new long[] {Long.parseLong(parts[0]), Long.parseLong(parts[1])})
                .toList();
    }

    private Process startPermitTaker(Path log, int calls) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        PermitTaker.class.getName(),
                        state.resolve("pace").toString(),
                        Integer.toString(calls))
                .redirectOutput(log.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
