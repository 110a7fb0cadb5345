package io.contactsync.http.ratelimit;

import java.util.concurrent.locks.Condition;

/** A ticker that advances only by {@link #advance} and by every wait, which returns at once. */
public final class ManualTicker implements Ticker {

    private long now;

    public ManualTicker(long now) {
        this.now = now;
    }

    @Override
    public synchronized long nanoTime() {
        return now;
    }

    public synchronized void advance(long nanos) {
        now += nanos;
    }

    @Override
    public void await(Condition condition, long nanos) {
        advance(nanos);
    }
}
