package io.contactsync.ledger.journal;

import java.io.IOException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/** Syncs for all who ask at once: one of them does it, and those who come meanwhile share the next. */
final class SharedSync {

    /** What makes everything that was written safe from a power loss. */
    interface Sync {
        void run() throws IOException;
    }

    private final LongSupplier written;
    private final Sync sync;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition ended = lock.newCondition();
    private boolean underWay;
    private volatile long safe;
    private boolean failed;

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
            long upTo = written.getAsLong();
            boolean done = false;
            try {
                sync.run();
                done = true;
            } finally {
                end(upTo, done);
            }
        }
    }

    private boolean takesItsTurn(long number) throws IOException {
        lock.lock();
        try {
            while (underWay && safe < number) {
                ended.awaitUninterruptibly();
            }
            if (failed) {
                throw new IOException("an earlier sync has failed");
            }
            boolean turn = safe < number;
            underWay |= turn;
            return turn;
        } finally {
            lock.unlock();
        }
    }

    private void end(long upTo, boolean done) {
        lock.lock();
        try {
            underWay = false;
            failed = !done;
            safe = done ? upTo : safe;
            ended.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
