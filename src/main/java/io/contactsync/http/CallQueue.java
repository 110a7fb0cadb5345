package io.contactsync.http;

import io.contactsync.http.ratelimit.RateLimiter;
import io.contactsync.http.ratelimit.RateLimiter.Acquisition;
import io.contactsync.http.ratelimit.RateLimiter.Permit;
import io.contactsync.http.ratelimit.RateLimiter.Wait;
import io.contactsync.http.ratelimit.Ticker;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * Where the calls of one client wait: first for a slot among the calls in flight, then, in first-in, first-out order,
 * for a permit; and for backoff delays. Each wait takes a check that throws if waiting has become pointless. The check
 * runs whenever {@link #wakeWaiters} is called, and at least every 250 ms while a call waits for a permit or a delay.
 */
final class CallQueue {

    private static final long MAX_WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    private final Ticker ticker;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition slotFree = lock.newCondition();
    private final Condition headFree = lock.newCondition();
    private final Condition timer = lock.newCondition();
    private int limit;
    private int inFlight;
    private int waiting;
    private boolean headTaken;

    /**
     * Creates a queue with no call in flight.
     *
     * @param limit the maximum number of calls in flight
     */
    public CallQueue(int limit, Ticker ticker) {
        this.limit = limit;
        this.ticker = ticker;
    }

    /**
     * Waits for a free slot and takes it; {@link #exit} must follow.
     *
     * @param check throws if waiting has become pointless
     */
    public void enter(Runnable check) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            check.run();
            waiting++;
            try {
                while (inFlight >= limit) {
                    slotFree.await();
                    check.run();
                }
            } finally {
                waiting--;
            }
            inFlight++;
        } finally {
            lock.unlock();
        }
    }

    /** Releases the slot. */
    public void exit() {
        lock.lock();
        try {
            inFlight--;
            signalWaiters();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Changes the maximum number of calls in flight. Calls already in flight are not affected.
     *
     * @param newLimit the new maximum
     */
    public void setLimit(int newLimit) {
        lock.lock();
        try {
            limit = newLimit;
            signalWaiters();
        } finally {
            lock.unlock();
        }
    }

    private void signalWaiters() {
        for (int free = Math.min(limit - inFlight, waiting); free > 0; free--) {
            slotFree.signal();
        }
    }

    /**
     * Waits for a permit of the rate limiter, in first-in, first-out order.
     *
     * @param holdOff checked before a permit is taken; true makes the call return without one
     * @param check throws if waiting has become pointless
     * @return the permit; empty if held off
     */
    public Optional<Permit> awaitPermit(RateLimiter rateLimiter, BooleanSupplier holdOff, Runnable check)
            throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (headTaken) {
                headFree.await();
                check.run();
            }
            headTaken = true;
            try {
                return awaitPermitAsHead(rateLimiter, holdOff, check);
            } finally {
                headTaken = false;
                headFree.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    private Optional<Permit> awaitPermitAsHead(RateLimiter rateLimiter, BooleanSupplier holdOff, Runnable check)
            throws InterruptedException {
        while (true) {
            check.run();
            if (holdOff.getAsBoolean()) {
                return Optional.empty();
            }
            Acquisition acquisition = rateLimiter.tryAcquire();
            if (acquisition instanceof Permit permit) {
                return Optional.of(permit);
            } else if (acquisition instanceof Wait wait) {
                ticker.await(timer, Math.min(wait.nanos(), MAX_WAIT_NANOS));
            }
        }
    }

    /**
     * Waits for a time.
     *
     * @param check throws if waiting has become pointless
     */
    public void sleep(long nanos, Runnable check) throws InterruptedException {
        long until = ticker.nanoTime() + nanos;
        lock.lockInterruptibly();
        try {
            check.run();
            for (long left = nanos; left > 0; left = until - ticker.nanoTime()) {
                ticker.await(timer, Math.min(left, MAX_WAIT_NANOS));
                check.run();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Makes all waiting calls run their check. */
    public void wakeWaiters() {
        lock.lock();
        try {
            slotFree.signalAll();
            headFree.signalAll();
            timer.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** {@return the maximum number of calls in flight} */
    public int limit() {
        lock.lock();
        try {
            return limit;
        } finally {
            lock.unlock();
        }
    }
}
