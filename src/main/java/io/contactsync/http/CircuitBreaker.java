package io.contactsync.http;

import io.contactsync.http.ratelimit.Ticker;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * A circuit breaker that distinguishes a failing call from an unavailable service.
 *
 * <p>A failure counts against its call only if another call has succeeded since the call's previous failure (for its
 * first failure: since 5 s before the attempt was sent). Each counted attempt therefore has its own evidence that the
 * service is available. A failure without such evidence opens the circuit: all calls wait, and one at a time sends a
 * probe. The waiting calls take turns, so that a call which can never succeed does not keep the circuit open. Any
 * success closes it.
 */
final class CircuitBreaker {

    private static final long MAX_WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    private final Ticker ticker;
    private final long maxOutageNanos;
    private final RandomGenerator random;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition stateChanged = lock.newCondition();
    private final Deque<Object> waiters = new ArrayDeque<>();
    private final ServiceHealth health = new ServiceHealth();
    private volatile boolean open;
    private boolean probeRunning;
    private int probes;
    private long nextProbeAt;

    /**
     * Creates a closed circuit breaker.
     *
     * @param maxOutage how long no call may succeed before waiting calls give up
     * @param random the randomness of the backoff between probes
     */
    public CircuitBreaker(Duration maxOutage, Ticker ticker, RandomGenerator random) {
        this.ticker = ticker;
        this.maxOutageNanos = maxOutage.toNanos();
        this.random = random;
    }

    /** Records a successful call and closes the circuit. */
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
     * Records a failed attempt.
     *
     * @param since the ticker time of the call's previous failure; for its first, a little before the attempt was sent
     * @param reason what happened, for the operator
     * @return true if the failure counts against the call; false if the circuit is now open
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
     * Records a 429 response.
     *
     * @return true if no call has succeeded for longer than the maximum outage
     */
    public boolean recordThrottled() {
        return locked(() -> {
            long now = ticker.nanoTime();
            health.recordFailure(now, "HTTP 429, too many requests");
            return health.failingNanos(now) > maxOutageNanos;
        });
    }

    /** Whether the circuit is open: from a failure that does not count until the next success. */
    public boolean isOpen() {
        return open;
    }

    /** {@return for how long all attempts have failed, and why; zero if the last attempt succeeded} */
    public Outage outage() {
        return locked(() -> new Outage(Duration.ofNanos(health.failingNanos(ticker.nanoTime())), health.lastReason()));
    }

    /**
     * A period without a successful call.
     *
     * @param duration the time since the first failure after the last success
     * @param lastReason the last failure; empty if there was none
     */
    public record Outage(Duration duration, String lastReason) {}

    /**
     * Waits while the circuit is open, unless it is this call's turn to probe or the outage has lasted too long.
     *
     * @param check throws if waiting has become pointless; runs after {@link #wakeWaiters} and at least every 250 ms
     * @return what the caller may do now
     */
    public OutageDecision awaitPermission(Runnable check) throws InterruptedException {
        if (!open) {
            return OutageDecision.PROCEED;
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

    private OutageDecision awaitDecision(Object ticket, Runnable check) throws InterruptedException {
        while (open) {
            check.run();
            long now = ticker.nanoTime();
            if (health.failingNanos(now) > maxOutageNanos) {
                return OutageDecision.GIVE_UP;
            }
            long left = nextProbeAt - now;
            if (!probeRunning && waiters.peek() == ticket && left <= 0) {
                probeRunning = true;
                return OutageDecision.PROBE;
            }
            ticker.await(stateChanged, left > 0 ? Math.min(left, MAX_WAIT_NANOS) : MAX_WAIT_NANOS);
        }
        return OutageDecision.PROCEED;
    }

    /** Ends a probe, whatever its result; a success is reported by {@link #recordSuccess}. */
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

    /** Makes all waiting calls run their check. */
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
