package io.contactsync.http.flight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.contactsync.http.pace.ManualTicker;
import io.contactsync.http.pace.Pacing;
import io.contactsync.http.pace.RateLimiter;
import io.contactsync.http.pace.RateLimiter.Permit;
import io.contactsync.http.pace.Ticker;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class LineTest {

    private final ManualTicker ticker = new ManualTicker(5_000_000_000_000L);

    private static void goOn() {}

    @TempDir
    private Path state;

    @Test
    void neverMoreThreadsInsideThanTheSize() throws Exception {
        Line line = new Line(3, Ticker.system());
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(12);
        for (int i = 0; i < 600; i++) {
            threads.execute(() -> {
                try {
                    line.enter(LineTest::goOn);
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
                most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                Thread.onSpinWait();
                inside.decrementAndGet();
                line.exit();
            });
        }
        threads.shutdown();
        assertThat(threads.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
        assertThat(most.get()).isBetween(1, 3);
    }

    @Test
    void largerSizeAdmitsWaitingThreads() throws Exception {
        Line line = new Line(1, Ticker.system());
        line.enter(LineTest::goOn);
        CountDownLatch in = new CountDownLatch(3);
        ExecutorService threads = Executors.newFixedThreadPool(3);
        for (int i = 0; i < 3; i++) {
            threads.execute(() -> {
                try {
                    line.enter(LineTest::goOn);
                    in.countDown();
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
            });
        }
        line.setLimit(4);
        assertThat(in.await(1, TimeUnit.MINUTES)).isTrue();
        assertThat(line.limit()).isEqualTo(4);
        threads.shutdown();
    }

    @Test
    void waitingThreadRunsItsCheckWhenWoken() throws Exception {
        Line line = new Line(1, Ticker.system());
        line.enter(LineTest::goOn);
        AtomicBoolean over = new AtomicBoolean();
        CountDownLatch checked = new CountDownLatch(1);
        ExecutorService thread = Executors.newSingleThreadExecutor();
        Future<?> waiting = thread.submit(() -> {
            line.enter(() -> {
                checked.countDown();
                if (over.get()) {
                    throw new IllegalStateException("over");
                }
            });
            return null;
        });
        assertThat(checked.await(1, TimeUnit.MINUTES)).isTrue();
        over.set(true);
        while (!waiting.isDone()) {
            line.wakeWaiters();
            Thread.onSpinWait();
        }
        assertThatThrownBy(waiting::get).hasRootCauseMessage("over");
        thread.shutdown();
    }

    @Test
    void permitIsTakenWhenItsTimeHasCome() throws Exception {
        Line line = new Line(1, ticker);
        try (RateLimiter pace = RateLimiter.shared(1, state.resolve("pace"), ticker, Pacing.MINUTE)) {
            Permit first = line.awaitPermit(pace, () -> false, LineTest::goOn).orElseThrow();
            pace.answered(first);
            long freeAt = ticker.nanoTime() + TimeUnit.MILLISECONDS.toNanos(60_100);
            Permit second = line.awaitPermit(pace, () -> false, LineTest::goOn).orElseThrow();
            assertThat(second.takenAt()).isEqualTo(freeAt);
        }
    }

    @Test
    void heldOffCallTakesNoPermit() throws Exception {
        Line line = new Line(1, ticker);
        try (RateLimiter pace = RateLimiter.shared(1, state.resolve("pace"), ticker, Pacing.MINUTE)) {
            assertThat(line.awaitPermit(pace, () -> true, LineTest::goOn)).isEmpty();
            assertThat(pace.tryAcquire()).isInstanceOf(Permit.class);
        }
    }

    @Test
    void restLastsExactlyAsLongAsAskedFor() throws Exception {
        long began = ticker.nanoTime();
        new Line(1, ticker).sleep(1_234_567_890L, LineTest::goOn);
        assertThat(ticker.nanoTime() - began).isEqualTo(1_234_567_890L);
    }
}
