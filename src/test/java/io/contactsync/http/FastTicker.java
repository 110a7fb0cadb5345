package io.contactsync.http;

import io.contactsync.http.ratelimit.Ticker;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;

/** A ticker that runs faster than the machine's. */
public final class FastTicker implements Ticker {

    private final int speed;
    private final long startedAt = System.nanoTime();

    /** On a ticker with a speed of 1,000 a minute takes 60 ms. */
    public FastTicker(int speed) {
        this.speed = speed;
    }

    @Override
    public long nanoTime() {
        return startedAt + (System.nanoTime() - startedAt) * speed;
    }

    @Override
    @SuppressWarnings({"WaitNotInLoop", "ResultOfMethodCallIgnored"}) // the callers loop
    public void await(Condition condition, long nanos) throws InterruptedException {
        condition.await(nanos / speed + 1, TimeUnit.NANOSECONDS);
    }
}
