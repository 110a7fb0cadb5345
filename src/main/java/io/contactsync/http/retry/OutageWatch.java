package io.contactsync.http.retry;

import io.contactsync.http.pace.Ticker;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Tells a call that fails alone from a service that is away.
 *
 * <p>A failure counts against its call when another call succeeded since that call's failure before (for the first:
 * since 5 s before it began), so each counted attempt has its own evidence that the service is there. A failure without
 * such evidence begins an outage: all wait, one at a time probes, in turn, so that a call which can never succeed does
 * not keep the others from finding out; any success ends it.
 */
public final class OutageWatch {

    private static final long LOOK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    private final Ticker ticker;
    private final long longest;
    private final RandomGenerator random;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Object> queue = new ArrayDeque<>();
    private final Health health = new Health();
    private volatile boolean away;
    private boolean probing;
    private int probes;
    private long nextProbe;

    /**
     * Watches a service.
     *
     * @param longest how long nothing may succeed
     * @param ticker the time
     * @param random the dice of the backoff
     */
    public OutageWatch(Duration longest, Ticker ticker, RandomGenerator random) {
        this.ticker = ticker;
        this.longest = longest.toNanos();
        this.random = random;
    }

    /** A call succeeded: the service is there. */
    public void succeeded() {
        locked(() -> {
            health.well(ticker.nanoTime());
            if (away) {
                away = false;
                changed.signalAll();
            }
            return away;
        });
    }

    /**
     * A call failed.
     *
     * @param since when its failure before was; for the first, a little before it began
     * @param reason what happened, for the operator
     * @return whether the failure counts against the call; if not, there is an outage from now on
     */
    public boolean failed(long since, String reason) {
        return locked(() -> {
            long now = ticker.nanoTime();
            health.trouble(now, reason);
            if (health.wellAfter(since)) {
                return true;
            }
            if (!away) {
                away = true;
                probes = 0;
                planProbe();
            }
            return false;
        });
    }

    /**
     * A call was answered 429.
     *
     * @return whether nothing has succeeded for too long
     */
    public boolean throttledTooLong() {
        return locked(() -> {
            long now = ticker.nanoTime();
            health.trouble(now, "HTTP 429, too many requests");
            return health.troubledFor(now) > longest;
        });
    }

    /**
     * Whether the service is away.
     *
     * @return true from an uncounted failure to the next success
     */
    public boolean isAway() {
        return away;
    }

    /**
     * How long nothing has succeeded although it was tried, and why.
     *
     * @return zero when the last attempt succeeded
     */
    public Trouble trouble() {
        return locked(() -> new Trouble(Duration.ofNanos(health.troubledFor(ticker.nanoTime())), health.reason()));
    }

    /**
     * How a service does.
     *
     * @param lasts how long nothing has succeeded
     * @param reason what happened last, a sentence; empty when there was nothing
     */
    public record Trouble(Duration lasts, String reason) {}

    /**
     * Waits an outage out.
     *
     * @param check throws when waiting has become pointless
     * @return what the caller may do now
     * @throws InterruptedException when interrupted
     */
    public Turn await(Runnable check) throws InterruptedException {
        if (!away) {
            return Turn.CLEAR;
        }
        Object ticket = new Object();
        lock.lockInterruptibly();
        try {
            queue.add(ticket);
            return awaitTurn(ticket, check);
        } finally {
            queue.remove(ticket);
            changed.signalAll();
            lock.unlock();
        }
    }

    private Turn awaitTurn(Object ticket, Runnable check) throws InterruptedException {
        while (away) {
            check.run();
            long now = ticker.nanoTime();
            if (health.troubledFor(now) > longest) {
                return Turn.TOO_LONG;
            }
            long left = nextProbe - now;
            if (!probing && queue.peek() == ticket && left <= 0) {
                probing = true;
                return Turn.PROBE;
            }
            ticker.await(changed, left > 0 ? Math.min(left, LOOK_AGAIN_NANOS) : LOOK_AGAIN_NANOS);
        }
        return Turn.CLEAR;
    }

    /** The probe is over, whatever it found; a success was told by {@link #succeeded}. */
    public void probed() {
        locked(() -> {
            probing = false;
            planProbe();
            changed.signalAll();
            return probing;
        });
    }

    private void planProbe() {
        probes++;
        nextProbe = ticker.nanoTime() + Backoff.OF_PROBES.halfJitterNanos(probes, random);
    }

    /** Makes everybody who waits look at their check. */
    public void wake() {
        locked(() -> {
            changed.signalAll();
            return away;
        });
    }

    private <T> T locked(Supplier<T> action) {
        lock.lock();
        try {
            return action.get();
        } finally {
            lock.unlock();
        }
    }
}
