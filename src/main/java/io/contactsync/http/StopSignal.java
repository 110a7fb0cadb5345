package io.contactsync.http;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Stops a run, either on request or when its call budget is used up. One instance is shared by all clients of a run.
 *
 * <p>After a stop request, calls that are waiting or in flight continue until the grace period ends; then they fail
 * with {@link RunEnded.Stopped}. The budget is exact: the call that would exceed it is not sent.
 */
public final class StopSignal {

    /** How long calls in progress may continue after an operator or a scheduler requests a stop. */
    public static final Duration GRACE = Duration.ofSeconds(7);

    private final Object lock = new Object();
    private final List<StopSignal> children = new ArrayList<>();
    private final List<Runnable> expiryActions = new ArrayList<>();
    private long callsLeft;
    private volatile boolean budgetExhausted;
    private volatile boolean stopRequested;
    private volatile boolean expired;
    private long expiresAt;
    private @Nullable Thread timer;

    /** Creates a cancellation token without a call budget. */
    public StopSignal() {
        this(Long.MAX_VALUE);
    }

    /**
     * Creates a cancellation token with a call budget.
     *
     * @param maxCalls how many attempts all clients together may send; 0 or more
     */
    public StopSignal(long maxCalls) {
        this.callsLeft = maxCalls;
        this.budgetExhausted = maxCalls == 0;
    }

    /** {@return a cancellation token without a call budget that also stops when a stop of this one is requested} */
    public StopSignal withoutBudget() {
        StopSignal child = new StopSignal();
        synchronized (lock) {
            children.add(child);
            if (stopRequested) {
                child.requestStop(Duration.ofNanos(Math.max(0, expiresAt - System.nanoTime())));
            }
        }
        return child;
    }

    /**
     * Sleeps, unless a stop is requested.
     *
     * @throws RunEnded.Stopped as soon as no new work should be started
     */
    public void sleep(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        synchronized (lock) {
            for (long left = time.toNanos(); left > 0 && !isStopRequested(); left = end - System.nanoTime()) {
                try {
                    TimeUnit.NANOSECONDS.timedWait(lock, left);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new RunEnded.Stopped("the run was interrupted");
                }
            }
        }
        if (isStopRequested()) {
            throw new RunEnded.Stopped("the run was asked to stop");
        }
    }

    /**
     * Requests a stop of the run.
     *
     * @param grace how long calls in progress may continue; of several requests the one that ends first applies
     */
    public void requestStop(Duration grace) {
        synchronized (lock) {
            long end = System.nanoTime() + grace.toNanos();
            if (expired || (stopRequested && end - expiresAt >= 0)) {
                return;
            }
            stopRequested = true;
            expiresAt = end;
            if (timer == null) {
                timer = new Thread(this::awaitExpiry, "stop-grace");
                timer.setDaemon(true);
                timer.start();
            }
            lock.notifyAll();
            children.forEach(child -> child.requestStop(grace));
        }
    }

    private void awaitExpiry() {
        List<Runnable> actions;
        synchronized (lock) {
            for (long left = expiresAt - System.nanoTime(); left > 0; left = expiresAt - System.nanoTime()) {
                try {
                    TimeUnit.NANOSECONDS.timedWait(lock, left);
                } catch (InterruptedException e) {
                    // Nothing interrupts this thread on purpose; if it happens, the grace period ends now.
                    Thread.currentThread().interrupt();
                    break;
                }
            }
            expired = true;
            actions = List.copyOf(expiryActions);
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
        synchronized (lock) {
            if (callsLeft == 0) {
                return false;
            }
            callsLeft--;
            budgetExhausted = callsLeft == 0;
            if (budgetExhausted) {
                lock.notifyAll();
            }
            return true;
        }
    }

    /**
     * Registers an action to run when the grace period ends; it runs at once if that has already happened.
     *
     * @return removes the action
     */
    Runnable whenExpired(Runnable action) {
        synchronized (lock) {
            expiryActions.add(action);
            if (!expired) {
                return () -> removeExpiryAction(action);
            }
        }
        action.run();
        return () -> removeExpiryAction(action);
    }

    private void removeExpiryAction(Runnable action) {
        synchronized (lock) {
            expiryActions.remove(action);
        }
    }
}
