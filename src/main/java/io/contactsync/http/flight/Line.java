package io.contactsync.http.flight;

import io.contactsync.http.pace.RateLimiter;
import io.contactsync.http.pace.RateLimiter.Acquisition;
import io.contactsync.http.pace.RateLimiter.Permit;
import io.contactsync.http.pace.RateLimiter.Wait;
import io.contactsync.http.pace.Ticker;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * Where the calls of one client wait: for room on the wire, then for a permit, first come first served; and for time to
 * pass. Each wait takes a check that throws when waiting has become pointless; it is run whenever {@link #wake} is
 * called, and every quarter of a second.
 */
public final class Line {

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
     * A line before an empty wire.
     *
     * @param size how many may be inside at once
     * @param ticker the time
     */
    public Line(int size, Ticker ticker) {
        this.limit = size;
        this.ticker = ticker;
    }

    /**
     * Waits for room and takes it; {@link #leave} must follow.
     *
     * @param check throws when waiting has become pointless
     * @throws InterruptedException when interrupted
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

    /** Gives the room back. */
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
     * Makes the wire wider or narrower; nobody is sent out.
     *
     * @param newSize how many may be inside from now on
     */
    public void setLimit(int newSize) {
        lock.lock();
        try {
            limit = newSize;
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
     * Waits for a permit, first come first served.
     *
     * @param pace who gives it
     * @param holdOff asked before a permit is taken: true sends the call away without one
     * @param check throws when waiting has become pointless
     * @return the permit; empty when held off
     * @throws InterruptedException when interrupted
     */
    public Optional<Permit> awaitPermit(RateLimiter pace, BooleanSupplier holdOff, Runnable check)
            throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (headTaken) {
                headFree.await();
                check.run();
            }
            headTaken = true;
            try {
                return awaitPermitAsHead(pace, holdOff, check);
            } finally {
                headTaken = false;
                headFree.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    private Optional<Permit> awaitPermitAsHead(RateLimiter pace, BooleanSupplier holdOff, Runnable check)
            throws InterruptedException {
        while (true) {
            check.run();
            if (holdOff.getAsBoolean()) {
                return Optional.empty();
            }
            Acquisition grant = pace.tryAcquire();
            if (grant instanceof Permit permit) {
                return Optional.of(permit);
            } else if (grant instanceof Wait wait) {
                ticker.await(timer, Math.min(wait.nanos(), MAX_WAIT_NANOS));
            }
        }
    }

    /**
     * Lets time pass.
     *
     * @param nanos how many nanoseconds
     * @param check throws when waiting has become pointless
     * @throws InterruptedException when interrupted
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

    /** Makes everybody who waits look at their check. */
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

    /**
     * How many may be inside.
     *
     * @return calls at once
     */
    public int limit() {
        lock.lock();
        try {
            return limit;
        } finally {
            lock.unlock();
        }
    }
}
