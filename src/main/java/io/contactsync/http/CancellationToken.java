package io.contactsync.http;

import io.contactsync.http.ratelimit.Ticker;
import io.contactsync.support.NamedThreadFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Stops a run, either on request or when its call budget is used up. One instance is shared by all clients of a run.
 *
 * <p>After a stop request, calls that are waiting or in flight continue until the grace period ends; then they fail
 * with {@link FatalApiException.Stopped}. The budget is exact: the call that would exceed it is not sent.
 */
public final class CancellationToken {

    /** How long calls in progress may continue after an operator or a scheduler requests a stop. */
    public static final Duration GRACE = Duration.ofSeconds(7);

    private final Ticker ticker;
    private final Lock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<CancellationToken> children = new ArrayList<>();
    private final List<Runnable> expiryActions = new ArrayList<>();
    private long callsLeft;
    private volatile boolean budgetExhausted;
    private volatile boolean stopRequested;
    private volatile boolean expired;
    private long expiresAt;
    private @Nullable Thread timer;

    /** Creates a cancellation token without a call budget. */
    public CancellationToken() {
        this(Long.MAX_VALUE);
    }

    /**
     * Creates a cancellation token with a call budget.
     *
     * @param maxCalls the number of attempts that may be sent, summed over all clients; 0 or more
     */
    public CancellationToken(long maxCalls) {
        this(maxCalls, Ticker.system());
    }

    /**
     * Creates a cancellation token without a call budget that uses another clock.
     *
     * @param ticker measures pauses and the grace period
     */
    public CancellationToken(Ticker ticker) {
        this(Long.MAX_VALUE, ticker);
    }

    private CancellationToken(long maxCalls, Ticker ticker) {
        this.ticker = ticker;
        this.callsLeft = maxCalls;
        this.budgetExhausted = maxCalls == 0;
    }

    /** {@return the clock that measures pauses and the grace period} */
    public Ticker ticker() {
        return ticker;
    }

    /**
     * Creates a child token for calls that do not count towards the budget.
     *
     * @return a token without a budget; a stop request to this token also stops the child
     */
    public CancellationToken withoutBudget() {
        CancellationToken child = new CancellationToken(ticker);
        lock.lock();
        try {
            children.add(child);
            if (stopRequested) {
                child.requestStop(Duration.ofNanos(Math.max(0, expiresAt - ticker.nanoTime())));
            }
        } finally {
            lock.unlock();
        }
        return child;
    }

    /**
     * Sleeps, unless a stop is requested.
     *
     * @throws FatalApiException.Stopped as soon as no new work should be started
     */
    public void sleep(Duration time) {
        long end = ticker.nanoTime() + time.toNanos();
        lock.lock();
        try {
            for (long left = time.toNanos(); left > 0 && !isStopRequested(); left = end - ticker.nanoTime()) {
                ticker.await(changed, left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FatalApiException.Stopped("the run was interrupted");
        } finally {
            lock.unlock();
        }
        if (isStopRequested()) {
            throw new FatalApiException.Stopped("the run was asked to stop");
        }
    }

    /**
     * Requests a stop of the run.
     *
     * @param grace how long calls in progress may continue; of several requests the one that ends first applies
     */
    public void requestStop(Duration grace) {
        lock.lock();
        try {
            long end = ticker.nanoTime() + grace.toNanos();
            if (expired || (stopRequested && end - expiresAt >= 0)) {
                return;
            }
            stopRequested = true;
            expiresAt = end;
            if (timer == null) {
                timer = NamedThreadFactory.daemon("stop-grace", this::awaitExpiry);
                timer.start();
            }
            changed.signalAll();
            children.forEach(child -> child.requestStop(grace));
        } finally {
            lock.unlock();
        }
    }

    private void awaitExpiry() {
        List<Runnable> actions;
        lock.lock();
        try {
            for (long left = expiresAt - ticker.nanoTime(); left > 0; left = expiresAt - ticker.nanoTime()) {
                try {
                    ticker.await(changed, left);
                } catch (InterruptedException e) {
                    // Nothing interrupts this thread on purpose; if it happens, the grace period ends now.
                    Thread.currentThread().interrupt();
                    break;
                }
            }
            expired = true;
            actions = List.copyOf(expiryActions);
        } finally {
            lock.unlock();
        }
        actions.forEach(Runnable::run);
    }

    /** Whether no new work should be started: a stop was requested or the call budget is used up. */
    public boolean isStopRequested() {
        return stopRequested || budgetExhausted;
    }

    /** Whether the call budget is used up. */
    public boolean isBudgetExhausted() {
        return budgetExhausted;
    }

    /** Whether the grace period is over; nothing may be sent any more. */
    public boolean isExpired() {
        return expired;
    }

    /** Takes one call from the budget; false if none is left. */
    boolean tryTakeCall() {
        lock.lock();
        try {
            if (callsLeft == 0) {
                return false;
            }
            callsLeft--;
            budgetExhausted = callsLeft == 0;
            if (budgetExhausted) {
                changed.signalAll();
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Registers an action to run when the grace period ends; it runs at once if that has already happened.
     *
     * @return removes the action
     */
    Runnable whenExpired(Runnable action) {
        lock.lock();
        try {
            expiryActions.add(action);
            if (!expired) {
                return () -> removeExpiryAction(action);
            }
        } finally {
            lock.unlock();
        }
        action.run();
        return () -> removeExpiryAction(action);
    }

    private void removeExpiryAction(Runnable action) {
        lock.lock();
        try {
            expiryActions.remove(action);
        } finally {
            lock.unlock();
        }
    }
}
