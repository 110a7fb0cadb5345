package io.contactsync.http;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * When the run has to stop: because it is asked to, or because its calls are spent. One for all clients of a run.
 *
 * <p>Asked to stop, calls that wait or are on the wire go on until the grace is over; then they end with
 * {@link RunEnded.Stopped}. A budget is counted to the call: the one that would exceed it is not sent.
 */
public final class StopSignal {

    /** How long calls that have begun may go on when a person or a scheduler asks the run to stop. */
    public static final Duration GRACE = Duration.ofSeconds(7);

    private final Object lock = new Object();
    private final List<StopSignal> children = new ArrayList<>();
    private final List<Runnable> expiryActions = new ArrayList<>();
    private long callsLeft;
    private volatile boolean budgetExhausted;
    private volatile boolean isStopRequested;
    private volatile boolean isExpired;
    private long expiresAt;
    private @Nullable Thread timer;

    /** A signal without a budget. */
    public StopSignal() {
        this(Long.MAX_VALUE);
    }

    /**
     * A signal with a budget.
     *
     * @param mostCalls how many attempts may go over the wire, over all clients; 0 or more
     */
    public StopSignal(long mostCalls) {
        this.callsLeft = mostCalls;
        this.budgetExhausted = mostCalls == 0;
    }

    /**
     * The same signal for calls that are no part of the budget.
     *
     * @return a signal without a budget that stops when this one is asked to
     */
    public StopSignal withoutBudget() {
        StopSignal follower = new StopSignal();
        synchronized (lock) {
            children.add(follower);
            if (isStopRequested) {
                follower.requestStop(Duration.ofNanos(Math.max(0, expiresAt - System.nanoTime())));
            }
        }
        return follower;
    }

    /**
     * Waits, for something that the run need not wait for when it is asked to stop.
     *
     * @param time how long
     * @throws RunEnded.Stopped as soon as nothing new should be begun
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
     * Asks the run to stop.
     *
     * @param grace how long calls that have begun may go on; of several requests the one that ends first holds
     */
    public void requestStop(Duration grace) {
        synchronized (lock) {
            long end = System.nanoTime() + grace.toNanos();
            if (isExpired || (isStopRequested && end - expiresAt >= 0)) {
                return;
            }
            isStopRequested = true;
            expiresAt = end;
            if (timer == null) {
                timer = new Thread(this::awaitExpiry, "stop-grace");
                timer.setDaemon(true);
                timer.start();
            }
            lock.notifyAll();
            children.forEach(follower -> follower.requestStop(grace));
        }
    }

    private void awaitExpiry() {
        List<Runnable> told;
        synchronized (lock) {
            for (long left = expiresAt - System.nanoTime(); left > 0; left = expiresAt - System.nanoTime()) {
                try {
                    TimeUnit.NANOSECONDS.timedWait(lock, left);
                } catch (InterruptedException e) {
                    // Nobody has a reason to interrupt this thread; the end of the grace is then now.
                    Thread.currentThread().interrupt();
                    break;
                }
            }
            isExpired = true;
            told = List.copyOf(expiryActions);
        }
        told.forEach(Runnable::run);
    }

    /**
     * Whether nothing new should be begun.
     *
     * @return true once it was asked to stop, or the calls are spent
     */
    public boolean isStopRequested() {
        return isStopRequested || budgetExhausted;
    }

    /**
     * Whether the calls are spent.
     *
     * @return true when the budget is used up
     */
    public boolean budgetExhausted() {
        return budgetExhausted;
    }

    /**
     * Whether the grace is over.
     *
     * @return true once nothing may be sent any more
     */
    public boolean isExpired() {
        return isExpired;
    }

    /** Takes one call of the budget; false when there is none left. */
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

    /** Has something run when the grace is over, at once if it is; running what it returns takes it back. */
    Runnable whenExpired(Runnable action) {
        synchronized (lock) {
            expiryActions.add(action);
            if (!isExpired) {
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
