package io.contactsync.simulator.fault;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** A fault that is set, with its number of hits. Thread-safe. */
public final class ArmedFault {

    private final long id;
    private final Fault fault;
    private final SplittableRandom random;
    private final CountDownLatch removed = new CountDownLatch(1);
    private final Semaphore unseenHits = new Semaphore(0);
    private long matched;
    private long hits;

    ArmedFault(long id, Fault fault) {
        this.id = id;
        this.fault = fault;
        this.random = new SplittableRandom(fault.trigger().seed());
    }

    public long id() {
        return id;
    }

    public Fault fault() {
        return fault;
    }

    /** {@return the number of calls for which the fault fired} */
    public synchronized long hits() {
        return hits;
    }

    /**
     * Waits until the fault fires; each hit ends one wait. A hang is a hit when it begins: with
     * {@link Effect.HangAfter}, the request is then handled and its response is not sent yet.
     *
     * @return false on timeout
     */
    public boolean awaitHit(Duration timeout) throws InterruptedException {
        return unseenHits.tryAcquire(timeout.toMillis(), TimeUnit.MILLISECONDS);
    }

    synchronized boolean fires() {
        return fault.trigger().fires(++matched, random);
    }

    void recordHit() {
        synchronized (this) {
            hits++;
        }
        unseenHits.release();
    }

    /** Blocks the calling thread for this time, or until the fault is removed. */
    void hang(Duration duration) throws InterruptedException {
        removed.await(duration.toNanos(), TimeUnit.NANOSECONDS);
    }

    void release() {
        removed.countDown();
    }
}
