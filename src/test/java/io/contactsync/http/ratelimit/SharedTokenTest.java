package io.contactsync.http.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes that share one rate limiter file, with a window of 300 ms, or of a minute in the soak test. */
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
            RateWindow window = args[3].equals("minute") ? RateWindow.MINUTE : SHORT;
            RateLimiter limiter = RateLimiter.shared(Integer.parseInt(args[1]), Path.of(args[0]), ticker, window);
            for (int sent = 0; sent < Integer.parseInt(args[2]); ) {
                RateLimiter.Acquisition acquisition = limiter.tryAcquire();
                if (acquisition instanceof RateLimiter.Permit permit) {
                    sent++;
                    long startedAt = ticker.nanoTime();
                    TimeUnit.MICROSECONDS.sleep(500);
                    System.out.println(startedAt + " " + ticker.nanoTime());
                    limiter.answered(permit);
                } else if (acquisition instanceof RateLimiter.Wait wait) {
                    TimeUnit.NANOSECONDS.sleep(Math.min(wait.nanos(), window.pollNanos()));
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
        Process two = startPermitTaker(second, LIMIT, 1_000_000);
        awaitCalls(second, 1, two);
        Process one = startPermitTaker(first, LIMIT, 40);
        assertThat(one.waitFor(2, TimeUnit.MINUTES)).isTrue();
        two.destroyForcibly().waitFor();
        Process three = startPermitTaker(third, LIMIT, 20);
        assertThat(three.waitFor(2, TimeUnit.MINUTES)).isTrue();

        assertThat(one.exitValue()).isZero();
        assertThat(three.exitValue()).isZero();
        assertThat(callsIn(first)).hasSize(40);
        assertThat(callsIn(second)).isNotEmpty();
        assertThat(callsIn(third)).hasSize(20);
        assertLimitKept(LIMIT, SHORT, first, second, third);
    }

    @Test
    void processWithASmallerLimitGetsItsTurnBesideOneWithALargerLimit() throws Exception {
        Path large = state.resolve("large");
        Path small = state.resolve("small");
        Process endless = startPermitTaker(large, LIMIT, 1_000_000);
        awaitCalls(large, LIMIT, endless);
        Process modest = startPermitTaker(small, 3, 30);
        boolean ended = modest.waitFor(2, TimeUnit.MINUTES);
        endless.destroyForcibly().waitFor();

        assertThat(ended).isTrue();
        assertThat(callsIn(small)).hasSize(30);
        assertLimitKept(3, SHORT, small);
        assertLimitKept(LIMIT, SHORT, small, large);
    }

    @Test
    void waitingProcessThatIsKilledDoesNotHoldUpTheOthers() throws Exception {
        Path first = state.resolve("first");
        Path second = state.resolve("second");
        for (int round = 0; round < 3; round++) {
            Process killed = startPermitTaker(first, 1, 1_000_000);
            awaitCalls(first, 1, killed);
            killed.destroyForcibly().waitFor();
        }
        Process next = startPermitTaker(second, 1, 5);
        assertThat(next.waitFor(2, TimeUnit.MINUTES)).isTrue();

        assertThat(callsIn(second)).hasSize(5);
        assertLimitKept(1, SHORT, second);
    }

    @Test
    void limitHoldsWhileTheFileIsReplacedByOlderCopies() throws Exception {
        overwriteWhileCalling(20);
    }

    @Test
    @Tag("soak")
    void limitHoldsWhileTheFileIsReplacedByOlderCopiesManyTimes() throws Exception {
        overwriteWhileCalling(500);
    }

    private void overwriteWhileCalling(int times) throws Exception {
        long seed = System.nanoTime();
        System.out.println("seed of overwritten files: " + seed);
        Random random = new Random(seed);
        Path pace = state.resolve("pace");
        Path first = state.resolve("first");
        Path second = state.resolve("second");
        Process one = startPermitTaker(first, LIMIT, 1_000_000);
        Process two = startPermitTaker(second, 4, 1_000_000);
        awaitCalls(first, 1, one);
        awaitCalls(second, 1, two);
        List<byte[]> copies = new ArrayList<>(List.of(new byte[0], new byte[4_096], new byte[] {1, 2, 3}));
        for (int change = 0; change < times; change++) {
            int before = callsIn(first).size();
            copies.add(LimiterFiles.read(pace));
            LimiterFiles.overwrite(pace, copies.get(random.nextInt(copies.size())));
            TimeUnit.MILLISECONDS.sleep(random.nextInt(100));
            if (change % 4 == 0) {
                // It goes on, after a window at most.
                awaitCalls(first, before + 1, one);
            }
        }
        one.destroyForcibly().waitFor();
        two.destroyForcibly().waitFor();

        assertLimitKept(LIMIT, SHORT, first, second);
        assertLimitKept(4, SHORT, second);
    }

    @Test
    @Tag("soak")
    void limitsOf60And200HoldAndAreUsedInMinutes() throws Exception {
        Path large = state.resolve("large");
        Path small = state.resolve("small");
        Process two = startPermitTaker(large, 200, 1_000_000, "minute");
        awaitCalls(large, 200, two);
        Process one = startPermitTaker(small, 60, 240, "minute");
        assertThat(one.waitFor(10, TimeUnit.MINUTES)).isTrue();
        two.destroyForcibly().waitFor();

        assertThat(callsIn(small)).hasSize(240);
        // Four minutes in which the small one had 60 calls each, and one before them.
        assertThat(callsIn(large)).hasSizeBetween(200 + 3 * 138, 200 + 5 * 142);
        assertLimitKept(60, RateWindow.MINUTE, small);
        assertLimitKept(200, RateWindow.MINUTE, small, large);
    }

    private static void awaitCalls(Path log, int calls, Process taker) throws Exception {
        while (callsIn(log).size() < calls && taker.isAlive()) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
        assertThat(taker.isAlive()).isTrue();
    }

    /** A call starts at least a window after the end of all but {@code limit} - 1 of the calls before it. */
    private static void assertLimitKept(int limit, RateWindow window, Path... logs) throws IOException {
        List<long[]> calls = new ArrayList<>();
        for (Path log : logs) {
            calls.addAll(callsIn(log));
        }
        for (long[] call : calls) {
            long mayBeCountedWithIt = calls.stream()
                    .filter(other -> other[0] <= call[0]
                            && call[0] - other[1] < window.window().toNanos())
                    .count();
            assertThat(mayBeCountedWithIt).isLessThanOrEqualTo(limit);
        }
    }

    private static List<long[]> callsIn(Path log) throws IOException {
        return Files.readAllLines(log).stream()
                .map(line -> line.split(" "))
                .filter(parts -> parts.length == 2 && !parts[1].isEmpty())
                .map(parts -> new long[] {Long.parseLong(parts[0]), Long.parseLong(parts[1])})
                .toList();
    }

    private Process startPermitTaker(Path log, int limit, int calls) throws IOException {
        return startPermitTaker(log, limit, calls, "short");
    }

    private Process startPermitTaker(Path log, int limit, int calls, String window) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        PermitTaker.class.getName(),
                        state.resolve("pace").toString(),
                        Integer.toString(limit),
                        Integer.toString(calls),
                        window)
                .redirectOutput(log.toFile())
                .redirectError(state.resolve(log.getFileName() + ".err").toFile())
                .start();
    }
}
