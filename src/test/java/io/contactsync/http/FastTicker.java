package io.contactsync.http;

import io.contactsync.http.pace.Ticker;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;

/** A ticker on which a thousand times as much time passes as on the machine's: a minute takes 60 ms. */
final class FastTicker implements Ticker {

    static final int SPEED = 1_000;

    private final long began = System.nanoTime();

    @Override
    public long nanoTime() {
        return began + (System.nanoTime() - began) * SPEED;
    }

    @Override
    @SuppressWarnings({"WaitNotInLoop", "ResultOfMethodCallIgnored"}) // the callers loop
    public void await(Condition condition, long nanos) throws InterruptedException {
        condition.await(nanos / SPEED + 1, TimeUnit.NANOSECONDS);
    }
}
