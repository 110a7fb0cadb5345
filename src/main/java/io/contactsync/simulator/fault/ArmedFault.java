package io.contactsync.simulator.fault;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** A fault that is set, with what it has struck so far; safe for use by several threads. */
public final class ArmedFault {

    private final long id;
    private final Fault fault;
    private final SplittableRandom dice;
    private final CountDownLatch lifted = new CountDownLatch(1);
    private final Semaphore unseenHits = new Semaphore(0);
    private long matched;
    private long hits;

    ArmedFault(long id, Fault fault) {
        this.id = id;
        this.fault = fault;
        this.dice = new SplittableRandom(fault.trigger().seed());
    }

    public long id() {
        return id;
    }

    public Fault fault() {
        return fault;
    }

    /** {@return how many calls it struck} */
    public synchronized long hits() {
        return hits;
    }

    /**
     * Waits until it strikes; each hit ends one wait. A hang reports itself when it begins: after
     * {@link Effect.HangAfter} the call's work is done and its answer is not sent.
     *
     * @return false when the time was over first
     */
    public boolean awaitHit(Duration atMost) throws InterruptedException {
        return unseenHits.tryAcquire(atMost.toMillis(), TimeUnit.MILLISECONDS);
    }

    synchronized boolean fires() {
        return fault.trigger().fires(++matched, dice);
    }

    void strike() {
        synchronized (this) {
            hits++;
        }
        unseenHits.release();
    }

    /** Holds the calling thread for the time, or until the fault is lifted. */
    void hold(Duration length) throws InterruptedException {
        lifted.await(length.toNanos(), TimeUnit.NANOSECONDS);
    }

    void lift() {
        lifted.countDown();
    }
}
