package io.contactsync.http.retry;

import io.contactsync.http.pace.Ticker;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
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
    private static final long EVIDENCE_NANOS = TimeUnit.SECONDS.toNanos(5);

    // Longer than any pause between two attempts: trouble that old was left by itself, not tried in vain.
    private static final long STALE_NANOS = TimeUnit.MINUTES.toNanos(10);

    private final Ticker ticker;
    private final long longest;
    private final RandomGenerator random;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Object> queue = new ArrayDeque<>();
    private long successes;
    private long lastSuccess;
    private boolean troubled;
    private long troubledSince;
    private long lastTrouble;
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

    /** What a call that waited may do. */
    public enum Turn {
        /** The service is there. */
        CLEAR,
        /** This call is the probe; {@link #probed} must follow. */
        PROBE,
        /** Nothing has succeeded for too long. */
        TOO_LONG
    }

    /** A call succeeded: the service is there. */
    public void succeeded() {
        lock.lock();
        try {
            successes++;
            lastSuccess = ticker.nanoTime();
            troubled = false;
            if (away) {
                away = false;
                probes = 0;
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * A call failed.
     *
     * @param since when its failure before was, or, for the first, when it began less 5 s; see {@link #firstSince}
     * @return whether the failure counts against the call; if not, there is an outage from now on
     */
    public boolean failed(long since) {
        lock.lock();
        try {
            long now = ticker.nanoTime();
            trouble(now);
            if (successes > 0 && lastSuccess - since > 0) {
                return true;
            }
            if (!away) {
                away = true;
                probes = 1;
                nextProbe = now + Backoff.OF_PROBES.halfJitterNanos(1, random);
            }
            return false;
        } finally {
            lock.unlock();
        }
    }

    /**
     * What {@link #failed} takes for a call's first failure.
     *
     * @param began when the attempt began
     * @return a little earlier
     */
    public static long firstSince(long began) {
        return began - EVIDENCE_NANOS;
    }

    /**
     * A call was answered 429.
     *
     * @return whether nothing has succeeded for too long
     */
    public boolean throttledTooLong() {
        lock.lock();
        try {
            long now = ticker.nanoTime();
            trouble(now);
            return now - troubledSince >= longest;
        } finally {
            lock.unlock();
        }
    }

    private void trouble(long now) {
        if (!troubled || now - lastTrouble > STALE_NANOS) {
            troubled = true;
            troubledSince = now;
        }
        lastTrouble = now;
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
     * How long nothing has succeeded although it was tried.
     *
     * @return zero when the last attempt succeeded
     */
    public Duration troubledFor() {
        lock.lock();
        try {
            return troubled ? Duration.ofNanos(ticker.nanoTime() - troubledSince) : Duration.ZERO;
        } finally {
            lock.unlock();
        }
    }

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
            if (now - troubledSince >= longest) {
                return Turn.TOO_LONG;
            }
            if (!probing && queue.peek() == ticket && now - nextProbe >= 0) {
                probing = true;
                return Turn.PROBE;
            }
            long left = nextProbe - now;
            ticker.await(changed, left > 0 ? Math.min(left, LOOK_AGAIN_NANOS) : LOOK_AGAIN_NANOS);
        }
        return Turn.CLEAR;
    }

    /** Makes everybody who waits look at their check. */
    public void wake() {
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The probe is over, whatever it found; a success was told by {@link #succeeded}. */
    public void probed() {
        lock.lock();
        try {
            probing = false;
            probes++;
            nextProbe = ticker.nanoTime() + Backoff.OF_PROBES.halfJitterNanos(probes, random);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
