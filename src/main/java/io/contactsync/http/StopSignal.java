package io.contactsync.http;

import io.contactsync.http.pace.Ticker;
import io.contactsync.support.NamedThreadFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Tells all clients of a run when to stop: because the run is asked to stop, or because its call budget is spent.
 *
 * <p>After a request to stop, calls that wait or are in flight continue until the grace period is over; then they end
 * with {@link RunEnded.Stopped}. The budget is exact: the call that would exceed it is not sent.
 */
public final class StopSignal {

    /** How long calls that have begun may go on when a person or a scheduler asks the run to stop. */
    public static final Duration GRACE = Duration.ofSeconds(7);

    private final Ticker ticker;
    private final Lock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<StopSignal> followers = new ArrayList<>();
    private final List<Runnable> onExpired = new ArrayList<>();
    private long callsLeft;
    private volatile boolean spent;
    private volatile boolean requested;
    private volatile boolean expired;
    private long expiresAt;
    private @Nullable Thread timer;

    /** A signal without a budget. */
    public StopSignal() {
        this(Long.MAX_VALUE);
    }

    /**
     * A signal with a budget.
     *
     * @param mostCalls the number of attempts that may be sent, summed over all clients; 0 or more
     */
    public StopSignal(long mostCalls) {
        this(mostCalls, Ticker.system());
    }

    /**
     * A signal without a budget on another clock.
     *
     * @param ticker measures pauses and the grace period
     */
    public StopSignal(Ticker ticker) {
        this(Long.MAX_VALUE, ticker);
    }

    private StopSignal(long mostCalls, Ticker ticker) {
        this.ticker = ticker;
        this.callsLeft = mostCalls;
        this.spent = mostCalls == 0;
    }

    /**
     * The clock of the run.
     *
     * @return what pauses and the grace period are measured with
     */
    public Ticker ticker() {
        return ticker;
    }

    /**
     * Derives a signal for calls that are not part of the budget.
     *
     * @return a signal without a budget that stops when this one is asked to
     */
    public StopSignal withoutBudget() {
        StopSignal follower = new StopSignal(ticker);
        lock.lock();
        try {
            followers.add(follower);
            if (requested) {
                follower.request(Duration.ofNanos(Math.max(0, expiresAt - ticker.nanoTime())));
            }
        } finally {
            lock.unlock();
        }
        return follower;
    }

    /**
     * Waits for something that the run does not wait for once it is asked to stop.
     *
     * @param time how long
     * @throws RunEnded.Stopped as soon as nothing new should be begun
     */
    public void pause(Duration time) {
        long end = ticker.nanoTime() + time.toNanos();
        lock.lock();
        try {
            for (long left = time.toNanos(); left > 0 && !requested(); left = end - ticker.nanoTime()) {
                ticker.await(changed, left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RunEnded.Stopped("the run was interrupted");
        } finally {
            lock.unlock();
        }
        if (requested()) {
            throw new RunEnded.Stopped("the run was asked to stop");
        }
    }

    /**
     * Asks the run to stop.
     *
     * @param grace how long calls that have begun may go on; of several requests the one that ends first applies
     */
    public void request(Duration grace) {
        lock.lock();
        try {
            long end = ticker.nanoTime() + grace.toNanos();
            if (expired || (requested && end - expiresAt >= 0)) {
                return;
            }
            requested = true;
            expiresAt = end;
            if (timer == null) {
                timer = NamedThreadFactory.daemon("stop-grace", this::countDown);
                timer.start();
            }
            changed.signalAll();
            followers.forEach(follower -> follower.request(grace));
        } finally {
            lock.unlock();
        }
    }

    private void countDown() {
        List<Runnable> actions;
        lock.lock();
        try {
            for (long left = expiresAt - ticker.nanoTime(); left > 0; left = expiresAt - ticker.nanoTime()) {
                try {
                    ticker.await(changed, left);
                } catch (InterruptedException e) {
                    // Nobody has a reason to interrupt this thread; the grace period then ends now.
                    Thread.currentThread().interrupt();
                    break;
                }
            }
            expired = true;
            actions = List.copyOf(onExpired);
        } finally {
            lock.unlock();
        }
        actions.forEach(Runnable::run);
    }

    /**
     * Whether nothing new should be begun.
     *
     * @return true once it was asked to stop, or the calls are spent
     */
    public boolean requested() {
        return requested || spent;
    }

    /**
     * Whether the calls are spent.
     *
     * @return true when the budget is used up
     */
    public boolean spent() {
        return spent;
    }

    /**
     * Whether the grace is over.
     *
     * @return true once nothing may be sent any more
     */
    public boolean expired() {
        return expired;
    }

    /** Takes one call of the budget; false when there is none left. */
    boolean takeCall() {
        lock.lock();
        try {
            if (callsLeft == 0) {
                return false;
            }
            callsLeft--;
            spent = callsLeft == 0;
            if (spent) {
                changed.signalAll();
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Runs an action when the grace period is over, at once if it already is; running the result withdraws it. */
    Runnable whenExpired(Runnable action) {
        lock.lock();
        try {
            onExpired.add(action);
            if (!expired) {
                return () -> withdraw(action);
            }
        } finally {
            lock.unlock();
        }
        action.run();
        return () -> withdraw(action);
    }

    private void withdraw(Runnable action) {
        lock.lock();
        try {
            onExpired.remove(action);
        } finally {
            lock.unlock();
        }
    }
}
