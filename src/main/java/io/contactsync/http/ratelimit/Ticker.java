package io.contactsync.http.ratelimit;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;

/** A monotonic clock, and waiting on it. */
public interface Ticker {

    /**
     * Returns the current time in nanoseconds. The origin is common to all processes of the machine until the next
     * boot; only differences are meaningful.
     */
    long nanoTime();

    /**
     * Waits for a condition, at most for the given time; may return earlier.
     *
     * @param condition the condition; the caller holds its lock
     * @param nanos nanoseconds of this ticker
     */
    void await(Condition condition, long nanos) throws InterruptedException;

    /** {@return the system's ticker: {@link System#nanoTime()}, on Linux CLOCK_MONOTONIC, which all processes share} */
    static Ticker system() {
        return SystemTicker.INSTANCE;
    }

    /** {@link System#nanoTime()} and {@link Condition#await(long, TimeUnit)}. */
    enum SystemTicker implements Ticker {
        /** The single instance. */
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
