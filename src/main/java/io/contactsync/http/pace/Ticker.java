package io.contactsync.http.pace;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;

/** Monotonic time, and waiting in it. */
public interface Ticker {

    /**
     * The time now.
     *
     * @return nanoseconds from an origin common to all processes of the machine until it is booted again; only
     *     differences mean anything
     */
    long nanoTime();

    /**
     * Waits for a condition, at most so long; may return earlier.
     *
     * @param condition what to wait for; its lock is held
     * @param nanos nanoseconds of this ticker
     * @throws InterruptedException when the waiting thread is interrupted
     */
    void await(Condition condition, long nanos) throws InterruptedException;

    /**
     * The machine's own.
     *
     * @return {@link System#nanoTime()}, on Linux CLOCK_MONOTONIC: one clock for all processes, counted from the boot
     */
    static Ticker system() {
        return SystemTicker.INSTANCE;
    }

    /** {@link System#nanoTime()} and plain waiting. */
    enum SystemTicker implements Ticker {
        /** The only one. */
        INSTANCE;

        @Override
        public long nanoTime() {
            return System.nanoTime();
        }

        @Override
        @SuppressWarnings({"WaitNotInLoop", "ResultOfMethodCallIgnored"}) // the callers loop
        public void await(Condition condition, long nanos) throws InterruptedException {
            condition.await(nanos, TimeUnit.NANOSECONDS);
        }
    }
}
