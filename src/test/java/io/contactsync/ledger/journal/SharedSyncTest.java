package io.contactsync.ledger.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SharedSyncTest {

    private static final int WRITERS = 16;

    private final AtomicLong written = new AtomicLong();
    private final AtomicLong onDisk = new AtomicLong();
    private final AtomicInteger syncs = new AtomicInteger();

    @Test
    void whoComesWhileASyncIsUnderWaySharesTheNext() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        SharedSync shared = new SharedSync(written::get, () -> {
            long upTo = written.get();
            if (syncs.incrementAndGet() == 1) {
                begun.countDown();
                await(go);
            }
            onDisk.set(upTo);
        });
        ExecutorService executor = Executors.newFixedThreadPool(WRITERS);
        List<Future<?>> writers = new ArrayList<>();
        writers.add(executor.submit(() -> reach(shared, written.incrementAndGet())));
        begun.await();
        CountDownLatch all = new CountDownLatch(WRITERS - 1);
        for (int writer = 1; writer < WRITERS; writer++) {
            writers.add(executor.submit(() -> {
                long number = written.incrementAndGet();
                all.countDown();
                reach(shared, number);
            }));
        }
        all.await();
        go.countDown();
        for (Future<?> writer : writers) {
            writer.get();
        }
        executor.shutdown();
        assertThat(syncs).hasValue(2);
        assertThat(shared.safe()).isEqualTo(WRITERS);
    }

    private void reach(SharedSync shared, long number) {
        try {
            shared.reach(number);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        assertThat(onDisk.get()).isGreaterThanOrEqualTo(number);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void whatIsSafeIsNotSyncedAgain() throws IOException {
        SharedSync shared = new SharedSync(written::get, syncs::incrementAndGet);
        written.set(3);
        shared.reach(2);
        shared.reach(3);
        assertThat(syncs).hasValue(1);
        assertThat(shared.safe()).isEqualTo(3);
    }

    @Test
    void afterASyncThatFailedNothingIsCalledSafe() {
        SharedSync shared = new SharedSync(written::get, () -> {
            if (syncs.incrementAndGet() == 1) {
                throw new IOException("the disk is gone");
            }
        });
        written.set(1);
        assertThatThrownBy(() -> shared.reach(1)).hasMessage("the disk is gone");
        assertThatThrownBy(() -> shared.reach(1)).hasMessage("an earlier sync has failed");
        assertThat(shared.safe()).isZero();
    }
}
