package io.contactsync.job.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class LanesTest {

    private static final int CONTACTS = 2_000;

    private final AtomicInteger open = new AtomicInteger(3);
    private final AtomicInteger inHand = new AtomicInteger();
    private final AtomicInteger mostInHand = new AtomicInteger();

    @Test
    void everybodyTravelsAndNeverMoreThanThereAreLanes() throws InterruptedException {
        CountDownLatch arrived = new CountDownLatch(CONTACTS);
        try (Lanes lanes = new Lanes(open::get, "lane")) {
            for (int i = 0; i < CONTACTS; i++) {
                lanes.execute(() -> travel(arrived::countDown));
            }
            assertThat(arrived.await(2, TimeUnit.MINUTES)).isTrue();
        }
        assertThat(mostInHand).hasValueBetween(1, 3);
    }

    @Test
    void oneLaneKeepsTheOrder() throws InterruptedException {
        open.set(0);
        List<Integer> order = new CopyOnWriteArrayList<>();
        CountDownLatch arrived = new CountDownLatch(100);
        try (Lanes lanes = new Lanes(open::get, "lane")) {
            for (int i = 0; i < 100; i++) {
                int number = i;
                lanes.execute(() -> {
                    order.add(number);
                    arrived.countDown();
                });
            }
            assertThat(arrived.await(2, TimeUnit.MINUTES)).isTrue();
        }
        assertThat(order).hasSize(100).isSorted();
    }

    /** Forty contacts that wait for one another need forty lanes, and there are three until the first two arrive. */
    @Test
    void lanesThatOpenLaterAreTaken() throws InterruptedException {
        Phaser all = new Phaser(40);
        CountDownLatch arrived = new CountDownLatch(42);
        try (Lanes lanes = new Lanes(open::get, "lane")) {
            for (int i = 0; i < 2; i++) {
                lanes.execute(() -> {
                    open.set(40);
                    arrived.countDown();
                });
            }
            for (int i = 0; i < 40; i++) {
                lanes.execute(() -> {
                    all.arriveAndAwaitAdvance();
                    arrived.countDown();
                });
            }
            assertThat(arrived.await(2, TimeUnit.MINUTES)).isTrue();
        }
    }

    @Test
    void lanesThatCloseAreLeft() throws InterruptedException {
        open.set(8);
        CountDownLatch first = new CountDownLatch(8);
        CountDownLatch go = new CountDownLatch(1);
        CountDownLatch arrived = new CountDownLatch(208);
        try (Lanes lanes = new Lanes(open::get, "lane")) {
            for (int i = 0; i < 8; i++) {
                lanes.execute(() -> {
                    first.countDown();
                    await(go);
                    arrived.countDown();
                });
            }
            assertThat(first.await(2, TimeUnit.MINUTES)).isTrue();
            open.set(2);
            for (int i = 0; i < 200; i++) {
                lanes.execute(() -> travel(arrived::countDown));
            }
            go.countDown();
            assertThat(arrived.await(2, TimeUnit.MINUTES)).isTrue();
        }
        assertThat(mostInHand).hasValueBetween(1, 2);
    }

    private void travel(Runnable end) {
        int now = inHand.incrementAndGet();
        mostInHand.accumulateAndGet(now, Math::max);
        LockSupport.parkNanos(1_000);
        inHand.decrementAndGet();
        end.run();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
