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

    private static final long MAX_WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    private final Ticker ticker;
    private final long maxOutageNanos;
    private final RandomGenerator random;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition stateChanged = lock.newCondition();
    private final Deque<Object> waiters = new ArrayDeque<>();
    private final Health health = new Health();
    private volatile boolean open;
    private boolean probeRunning;
    private int probes;
    private long nextProbeAt;

    /**
     * Watches a service.
     *
     * @param longest how long nothing may succeed
     * @param ticker the time
     * @param random the dice of the backoff
     */
    public OutageWatch(Duration longest, Ticker ticker, RandomGenerator random) {
        this.ticker = ticker;
        this.maxOutageNanos = longest.toNanos();
        this.random = random;
    }

    /** A call succeeded: the service is there. */
    public void recordSuccess() {
        locked(() -> {
            health.recordSuccess(ticker.nanoTime());
            if (open) {
                open = false;
                stateChanged.signalAll();
            }
            return open;
        });
    }

    /**
     * A call failed.
     *
     * @param since when its failure before was; for the first, a little before it began
     * @param reason what happened, for the operator
     * @return whether the failure counts against the call; if not, there is an outage from now on
     */
    public boolean recordFailure(long since, String reason) {
        return locked(() -> {
            long now = ticker.nanoTime();
            health.recordFailure(now, reason);
            if (health.succeededAfter(since)) {
                return true;
            }
            if (!open) {
                open = true;
                probes = 0;
                scheduleProbe();
            }
            return false;
        });
    }

    /**
     * A call was answered 429.
     *
     * @return whether nothing has succeeded for too long
     */
    public boolean recordThrottled() {
        return locked(() -> {
            long now = ticker.nanoTime();
            health.recordFailure(now, "HTTP 429, too many requests");
            return health.failingNanos(now) > maxOutageNanos;
        });
    }

    /**
     * Whether the service is away.
     *
     * @return true from an uncounted failure to the next success
     */
    public boolean isOpen() {
        return open;
    }

    /**
     * How long nothing has succeeded although it was tried, and why.
     *
     * @return zero when the last attempt succeeded
     */
    public Outage outage() {
        return locked(() -> new Outage(Duration.ofNanos(health.failingNanos(ticker.nanoTime())), health.lastReason()));
    }

    /**
     * How a service does.
     *
     * @param lasts how long nothing has succeeded
     * @param reason what happened last, a sentence; empty when there was nothing
     */
    public record Outage(Duration duration, String lastReason) {}

    /**
     * Waits an outage out.
     *
     * @param check throws when waiting has become pointless
     * @return what the caller may do now
     * @throws InterruptedException when interrupted
     */
    public Turn awaitPermission(Runnable check) throws InterruptedException {
        if (!open) {
            return Turn.PROCEED;
        }
        Object ticket = new Object();
        lock.lockInterruptibly();
        try {
            waiters.add(ticket);
            return awaitDecision(ticket, check);
        } finally {
            waiters.remove(ticket);
            stateChanged.signalAll();
            lock.unlock();
        }
    }

    private Turn awaitDecision(Object ticket, Runnable check) throws InterruptedException {
        while (open) {
            check.run();
            long now = ticker.nanoTime();
            if (health.failingNanos(now) > maxOutageNanos) {
                return Turn.GIVE_UP;
            }
            long left = nextProbeAt - now;
            if (!probeRunning && waiters.peek() == ticket && left <= 0) {
                probeRunning = true;
                return Turn.PROBE;
            }
            ticker.await(stateChanged, left > 0 ? Math.min(left, MAX_WAIT_NANOS) : MAX_WAIT_NANOS);
        }
        return Turn.PROCEED;
    }

    /** The probe is over, whatever it found; a success was told by {@link #succeeded}. */
    public void probeFinished() {
        locked(() -> {
            probeRunning = false;
            scheduleProbe();
            stateChanged.signalAll();
            return probeRunning;
        });
    }

    private void scheduleProbe() {
        probes++;
        nextProbeAt = ticker.nanoTime() + Backoff.BETWEEN_PROBES.halfJitterNanos(probes, random);
    }

    /** Makes everybody who waits look at their check. */
    public void wakeWaiters() {
        locked(() -> {
            stateChanged.signalAll();
            return open;
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
