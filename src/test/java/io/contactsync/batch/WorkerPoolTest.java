package io.contactsync.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class WorkerPoolTest {

    private static final int TASKS = 2_000;

    private final AtomicInteger size = new AtomicInteger(3);
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicInteger mostRunning = new AtomicInteger();

    @Test
    void runsAllTasksOnAtMostSizeThreads() throws InterruptedException {
        CountDownLatch finished = new CountDownLatch(TASKS);
        try (WorkerPool pool = new WorkerPool(size::get, "worker")) {
            for (int i = 0; i < TASKS; i++) {
                pool.execute(() -> run(finished::countDown));
            }
            assertThat(finished.await(1, TimeUnit.MINUTES)).isTrue();
        }
        assertThat(mostRunning).hasValueBetween(1, 3);
    }

    @Test
    void runsTasksInOrderOnOneThread() throws InterruptedException {
        size.set(0);
        List<Integer> order = new CopyOnWriteArrayList<>();
        CountDownLatch finished = new CountDownLatch(100);
        try (WorkerPool pool = new WorkerPool(size::get, "worker")) {
            for (int i = 0; i < 100; i++) {
                int number = i;
                pool.execute(() -> {
                    order.add(number);
                    finished.countDown();
                });
            }
            assertThat(finished.await(1, TimeUnit.MINUTES)).isTrue();
        }
        assertThat(order).hasSize(100).isSorted();
    }

    /** The first task waits in its middle for the second one, on a pool of one thread. */
    @Test
    void runsAnotherTaskWhileOneWaits() throws InterruptedException {
        size.set(1);
        CountDownLatch second = new CountDownLatch(1);
        CountDownLatch first = new CountDownLatch(1);
        try (WorkerPool pool = new WorkerPool(size::get, "worker")) {
            pool.execute(() -> {
                pool.releaseWhile(() -> await(second));
                first.countDown();
            });
            pool.execute(second::countDown);
            assertThat(first.await(1, TimeUnit.MINUTES)).isTrue();
        }
    }

    /** Forty tasks that wait for one another need forty threads; there are three until the first two have finished. */
    @Test
    void startsMoreThreadsWhenThePoolGrows() throws InterruptedException {
        Phaser all = new Phaser(40);
        CountDownLatch finished = new CountDownLatch(42);
        try (WorkerPool pool = new WorkerPool(size::get, "worker")) {
            for (int i = 0; i < 2; i++) {
                pool.execute(() -> {
                    size.set(40);
                    finished.countDown();
                });
            }
            for (int i = 0; i < 40; i++) {
                pool.execute(() -> {
                    all.arriveAndAwaitAdvance();
                    finished.countDown();
                });
            }
            assertThat(finished.await(1, TimeUnit.MINUTES)).isTrue();
        }
    }

    @Test
    void stopsThreadsWhenThePoolShrinks() throws InterruptedException {
        size.set(8);
        CountDownLatch first = new CountDownLatch(8);
        CountDownLatch go = new CountDownLatch(1);
        CountDownLatch finished = new CountDownLatch(208);
        try (WorkerPool pool = new WorkerPool(size::get, "worker")) {
            for (int i = 0; i < 8; i++) {
                pool.execute(() -> {
                    first.countDown();
                    await(go);
                    finished.countDown();
                });
            }
            assertThat(first.await(1, TimeUnit.MINUTES)).isTrue();
            size.set(2);
            for (int i = 0; i < 200; i++) {
                pool.execute(() -> run(finished::countDown));
            }
            go.countDown();
            assertThat(finished.await(1, TimeUnit.MINUTES)).isTrue();
        }
        assertThat(mostRunning).hasValueBetween(1, 2);
    }

    private void run(Runnable whenDone) {
        int now = running.incrementAndGet();
        mostRunning.accumulateAndGet(now, Math::max);
        LockSupport.parkNanos(1_000);
        running.decrementAndGet();
        whenDone.run();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
