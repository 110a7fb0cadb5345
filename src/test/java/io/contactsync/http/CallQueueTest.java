package io.contactsync.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.contactsync.http.ratelimit.ManualTicker;
import io.contactsync.http.ratelimit.RateLimiter;
import io.contactsync.http.ratelimit.RateLimiter.Permit;
import io.contactsync.http.ratelimit.RateWindow;
import io.contactsync.http.ratelimit.Ticker;
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
class CallQueueTest {

    private final ManualTicker ticker = new ManualTicker(5_000_000_000_000L);

    private static void noCheck() {}

    @TempDir
    private Path state;

    @Test
    void admitsAtMostTheLimit() throws Exception {
        CallQueue queue = new CallQueue(3, Ticker.system());
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(12);
        for (int i = 0; i < 600; i++) {
            threads.execute(() -> {
                try {
                    queue.enter(CallQueueTest::noCheck);
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
                most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                Thread.onSpinWait();
                inside.decrementAndGet();
                queue.exit();
            });
        }
        threads.shutdown();
        assertThat(threads.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
        assertThat(most.get()).isBetween(1, 3);
    }

    @Test
    void largerLimitAdmitsWaitingThreads() throws Exception {
        CallQueue queue = new CallQueue(1, Ticker.system());
        queue.enter(CallQueueTest::noCheck);
        CountDownLatch in = new CountDownLatch(3);
        ExecutorService threads = Executors.newFixedThreadPool(3);
        for (int i = 0; i < 3; i++) {
            threads.execute(() -> {
                try {
                    queue.enter(CallQueueTest::noCheck);
                    in.countDown();
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
            });
        }
        queue.setLimit(4);
        assertThat(in.await(1, TimeUnit.MINUTES)).isTrue();
        assertThat(queue.limit()).isEqualTo(4);
        threads.shutdown();
    }

    @Test
    void waitingThreadRunsItsCheckWhenWoken() throws Exception {
        CallQueue queue = new CallQueue(1, Ticker.system());
        queue.enter(CallQueueTest::noCheck);
        AtomicBoolean over = new AtomicBoolean();
        CountDownLatch checked = new CountDownLatch(1);
        ExecutorService thread = Executors.newSingleThreadExecutor();
        Future<?> waiting = thread.submit(() -> {
            queue.enter(() -> {
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
            queue.wakeWaiters();
            Thread.onSpinWait();
        }
        assertThatThrownBy(waiting::get).hasRootCauseMessage("over");
        thread.shutdown();
    }

    @Test
    void takesThePermitOnceItIsAvailable() throws Exception {
        CallQueue queue = new CallQueue(1, ticker);
        try (RateLimiter limiter = RateLimiter.shared(1, state.resolve("pace"), ticker, RateWindow.MINUTE)) {
            Permit first = queue.awaitPermit(limiter, () -> false, CallQueueTest::noCheck)
                    .orElseThrow();
            limiter.answered(first);
            long freeAt = ticker.nanoTime() + TimeUnit.MILLISECONDS.toNanos(60_100);
            Permit second = queue.awaitPermit(limiter, () -> false, CallQueueTest::noCheck)
                    .orElseThrow();
            assertThat(second.takenAt()).isEqualTo(freeAt);
        }
    }

    @Test
    void heldOffCallTakesNoPermit() throws Exception {
        CallQueue queue = new CallQueue(1, ticker);
        try (RateLimiter limiter = RateLimiter.shared(1, state.resolve("pace"), ticker, RateWindow.MINUTE)) {
            assertThat(queue.awaitPermit(limiter, () -> true, CallQueueTest::noCheck))
                    .isEmpty();
            assertThat(limiter.tryAcquire()).isInstanceOf(Permit.class);
        }
    }

    @Test
    void sleepsForExactlyTheGivenTime() throws Exception {
        long startedAt = ticker.nanoTime();
        new CallQueue(1, ticker).sleep(1_234_567_890L, CallQueueTest::noCheck);
        assertThat(ticker.nanoTime() - startedAt).isEqualTo(1_234_567_890L);
    }
}
