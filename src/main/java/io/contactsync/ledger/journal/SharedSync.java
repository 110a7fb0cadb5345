package io.contactsync.ledger.journal;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Syncs for all who ask at once: one of them does it, and those who come meanwhile share the next. Syncs are a little
 * apart, so that more share one where many ask.
 */
final class SharedSync {

    private static final long APART_NANOS = TimeUnit.MICROSECONDS.toNanos(1_500);

    /** What makes everything that was written safe from a power loss. */
    interface Sync {
        void run() throws IOException;
    }

    private final LongSupplier written;
    private final Sync sync;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition ended = lock.newCondition();
    private boolean underWay;
    private long begun = System.nanoTime() - APART_NANOS;
    private volatile long safe;
    private @Nullable IOException failure;

    /**
     * Begins with everything safe.
     *
     * @param written the number of the last entry that is written
     * @param sync makes all of them safe
     */
    SharedSync(LongSupplier written, Sync sync) {
        this.written = written;
        this.sync = sync;
        this.safe = written.getAsLong();
    }

    /** The number of the last entry that is known to be safe. */
    long safe() {
        return safe;
    }

    /**
     * Returns when an entry and all before it are safe.
     *
     * @throws IOException if a sync fails; a second one could succeed without what the first one has lost
     */
    void reach(long number) throws IOException {
        if (takesItsTurn(number)) {
            LockSupport.parkNanos(begun + APART_NANOS - System.nanoTime());
            begun = System.nanoTime();
            long upTo = written.getAsLong();
            try {
                sync.run();
            } catch (IOException e) {
                end(safe, e);
                throw e;
            }
            end(upTo, null);
        }
    }

    private boolean takesItsTurn(long number) throws IOException {
        lock.lock();
        try {
            while (underWay && safe < number) {
                ended.awaitUninterruptibly();
            }
            if (failure != null) {
                throw new IOException("a sync has failed: " + failure.getMessage(), failure);
            }
            boolean turn = safe < number;
            underWay |= turn;
            return turn;
        } finally {
            lock.unlock();
        }
    }

    private void end(long reached, @Nullable IOException failed) {
        lock.lock();
        try {
            underWay = false;
            failure = failed;
            safe = reached;
            ended.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
