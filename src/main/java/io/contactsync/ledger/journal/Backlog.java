package io.contactsync.ledger.journal;

import io.contactsync.ledger.state.LedgerFailed;
import io.contactsync.ledger.step.Step;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The entries that are in the journal and not in the database yet. For several threads that add, and one that brings
 * them into the database.
 */
final class Backlog {

    /** So many steps go into the database together, or as many as have come in {@link #PATIENCE_NANOS}. */
    static final int TOGETHER = 4_096;

    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(5);
    /** Whoever would make it more waits for the database. */
    private static final int MOST_STEPS = 4 * TOGETHER;

    private final Journal journal;
    private final Pending pending = new Pending();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition asked = lock.newCondition();
    private final Condition brought = lock.newCondition();
    private List<Entry> waiting = new ArrayList<>();
    private int stepsWaiting;
    private int stepsTaken;
    private long wanted;
    private long applied;
    private boolean closed;
    private @Nullable LedgerFailed failure;

    Backlog(Journal journal) {
        this.journal = journal;
        this.applied = journal.last();
    }

    /** How the contacts stand whose steps these are. */
    Pending pending() {
        return pending;
    }

    /**
     * Adds an entry, which is in the journal when this returns.
     *
     * @param steps its steps
     * @param bytes the same as bytes
     * @return its number
     * @throws LedgerFailed if it cannot be written
     */
    long add(List<Step> steps, byte[] bytes) {
        lock.lock();
        try {
            while (stepsWaiting + stepsTaken > MOST_STEPS && failure == null) {
                brought.awaitUninterruptibly();
            }
            requireOpen();
            long number = journal.add(bytes);
            pending.add(number, steps);
            waiting.add(new Entry(number, 0, steps));
            stepsWaiting += steps.size();
            if (waiting.size() == 1 || stepsWaiting >= TOGETHER) {
                asked.signal();
            }
            return number;
        } catch (IOException e) {
            throw fail(e);
        } finally {
            lock.unlock();
        }
    }

    private void requireOpen() {
        requireNoFailure();
        if (closed) {
            throw new LedgerFailed("the ledger cannot be written: it is closed");
        }
    }

    /** From now on nothing more is called written. */
    LedgerFailed fail(Throwable cause) {
        LedgerFailed failed = cause instanceof LedgerFailed already
                ? already
                : new LedgerFailed("the ledger cannot be written: " + cause.getMessage(), cause);
        lock.lock();
        try {
            failure = failure == null ? failed : failure;
            brought.signalAll();
            return failed;
        } finally {
            lock.unlock();
        }
    }

    /** Returns when the database has all that was added before. */
    void settle() {
        lock.lock();
        try {
            long last = journal.last();
            while (applied < last) {
                requireOpen();
                wanted = Math.max(wanted, last);
                asked.signal();
                brought.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    /** What is to be brought into the database next; empty when there will be nothing more. */
    List<Entry> next() {
        lock.lock();
        try {
            while (waiting.isEmpty() && !closed) {
                asked.awaitUninterruptibly();
            }
            long left = PATIENCE_NANOS;
            while (stepsWaiting < TOGETHER && wanted <= applied && !closed && left > 0) {
                left = asked.awaitNanos(left);
            }
            List<Entry> next = waiting;
            waiting = new ArrayList<>();
            stepsTaken = stepsWaiting;
            stepsWaiting = 0;
            return next;
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts the ledger", e);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Forgets what the database has now.
     *
     * @return whether the database, once it is synced, makes a file of the journal superfluous
     */
    boolean forget(List<Entry> entries) {
        lock.lock();
        try {
            applied = entries.get(entries.size() - 1).number();
            pending.forget(entries, applied);
            stepsTaken = 0;
            brought.signalAll();
            return journal.canForget(applied);
        } finally {
            lock.unlock();
        }
    }

    /** Empties the file of the journal that is superfluous. */
    void emptyFile() throws IOException {
        lock.lock();
        try {
            journal.forget();
        } finally {
            lock.unlock();
        }
    }

    /** Takes nothing more. */
    void close() {
        lock.lock();
        try {
            closed = true;
            asked.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Throws what has made it fail, if anything has. */
    void requireNoFailure() {
        lock.lock();
        try {
            if (failure != null) {
                throw new LedgerFailed(String.valueOf(failure.getMessage()), failure);
            }
        } finally {
            lock.unlock();
        }
    }
}
