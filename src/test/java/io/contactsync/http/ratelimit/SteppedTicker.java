package io.contactsync.http.ratelimit;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;

/** A ticker that advances only by {@link #advance}; waiting threads check the time every millisecond. */
public final class SteppedTicker implements Ticker {

    private long now;

    @Override
    public synchronized long nanoTime() {
        return now;
    }

    public synchronized void advance(long nanos) {
        now += nanos;
    }

    @Override
    @SuppressWarnings({"WaitNotInLoop", "ResultOfMethodCallIgnored"}) // the callers loop
    public void await(Condition condition, long nanos) throws InterruptedException {
        condition.await(1, TimeUnit.MILLISECONDS);
    }
}
