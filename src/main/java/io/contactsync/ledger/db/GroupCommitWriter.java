package io.contactsync.ledger.db;

import io.contactsync.state.LedgerException;
import io.contactsync.support.FatalErrorHandler;
import io.contactsync.support.NamedThreadFactory;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The only writer of a database. Its thread commits all waiting writes in one transaction, in the order in which they
 * were queued. The database therefore always holds a prefix of that order, and each commit includes all deferred writes
 * queued before it. Syncs run on a second thread ({@link SharedSync}), so that commits do not wait for them.
 * Thread-safe.
 */
final class GroupCommitWriter implements AutoCloseable {

    /** The longest time between queuing a deferred write and starting its commit, which must be done after 200 ms. */
    static final long MAX_DELAY_NANOS = TimeUnit.MILLISECONDS.toNanos(150);
    /** If this many deferred writes are pending, the next ones wait for their commit. This bounds the memory used. */
    static final int MAX_DEFERRED = 4_096;

    private static final int MAX_GROUP = 500;
    private static final int COMMITS_BETWEEN_CHECKS = 16;
    private static final int COMMITS_AFTER_USELESS_COMPACTION = 10_000;

    /** A write in the queue; {@code done} is null for a deferred write, which no caller waits for. */
    private record Pending(
            LedgerDatabase.Write write, @Nullable CompletableFuture<Void> done, boolean isSynced, long queuedAt) {
        boolean isDeferred() {
            return done == null;
        }
    }

    private final Maintenance maintenance;
    private final LongSupplier nanoTime;
    private final SharedSync sync;
    private final Thread thread;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition queued = lock.newCondition();
    private final Queue<Pending> queue = new ArrayDeque<>();
    /** Writes in the queue that a caller waits for. */
    private int awaited;
    /** Deferred writes that are not committed yet: in the queue or in the group being committed. */
    private int deferred;

    private boolean closed;
    private @Nullable Throwable failure;
    private boolean failureIsReported;

    // Replaced by the writer's thread, and only while no sync runs.
    private Connection connection;
    private StatementCache statements;
    private int commitsUntilCheck = COMMITS_BETWEEN_CHECKS;

    /**
     * Starts the writer's threads.
     *
     * @param nanoTime the clock that measures how long a deferred write has waited
     */
    GroupCommitWriter(Maintenance maintenance, LongSupplier nanoTime) throws SQLException {
        this.maintenance = maintenance;
        this.nanoTime = nanoTime;
        this.connection = maintenance.connect();
        this.statements = begin(connection);
        this.sync = new SharedSync(() -> maintenance.sync(connection), this::failSync);
        this.thread = NamedThreadFactory.daemon("ledger", this::run);
        thread.start();
    }

    private static StatementCache begin(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        return new StatementCache(connection);
    }

    /**
     * Writes, and returns when the write and all writes queued before it are committed.
     *
     * @throws LedgerException if the write failed; nothing of it is in the database, unless the commit itself failed
     */
    void write(LedgerDatabase.Write write) {
        await(write, false);
    }

    /**
     * Like {@link #write}, but returns only when the commit is also synced to the disk.
     *
     * @throws LedgerException if the write or the sync failed; after a failed sync, every later call fails, too
     */
    void writeSynced(LedgerDatabase.Write write) {
        await(write, true);
    }

    private void await(LedgerDatabase.Write write, boolean isSynced) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        enqueue(write, done, isSynced);
        try {
            done.join();
        } catch (CompletionException e) {
            throw maintenance.failure(e.getCause() == null ? e : e.getCause());
        }
    }

    /**
     * Queues a write and returns at once. It is committed within 200 ms, or together with the next awaited write. If it
     * fails, every later call fails.
     *
     * @throws LedgerException if an earlier deferred write has failed
     */
    void defer(LedgerDatabase.Write write) {
        if (!enqueue(write, null, false)) {
            write(write);
        }
    }

    /**
     * Returns when all deferred writes are committed.
     *
     * @throws LedgerException if one of them has failed
     */
    void flush() {
        if (hasDeferred()) {
            write(statements -> {});
        }
    }

    private boolean hasDeferred() {
        lock.lock();
        try {
            requireNoFailure();
            return deferred > 0;
        } finally {
            lock.unlock();
        }
    }

    /** Returns false if a deferred write finds too many others pending. */
    private boolean enqueue(LedgerDatabase.Write write, @Nullable CompletableFuture<Void> done, boolean isSynced) {
        lock.lock();
        try {
            requireNoFailure();
            if (closed) {
                throw new LedgerException("the ledger cannot be written: it is closed");
            }
            if (done != null) {
                awaited++;
            } else if (deferred >= MAX_DEFERRED) {
                return false;
            } else {
                deferred++;
            }
            queue.add(new Pending(write, done, isSynced, nanoTime.getAsLong()));
            queued.signal();
            return true;
        } finally {
            lock.unlock();
        }
    }

    private void requireNoFailure() {
        if (failure != null) {
            failureIsReported = true;
            throw maintenance.failure(failure);
        }
    }

    private void run() {
        for (List<Pending> group = nextGroup(); !group.isEmpty(); group = nextGroup()) {
            if (!commitTogether(group)) {
                group.forEach(one -> commitTogether(List.of(one)));
            }
            if (--commitsUntilCheck <= 0) {
                commitsUntilCheck = compactIfDue();
            }
        }
    }

    /** Waits until a write is awaited or the oldest deferred write is due. Returns an empty group when closed. */
    private List<Pending> nextGroup() {
        List<Pending> group = new ArrayList<>();
        lock.lock();
        try {
            while (queue.isEmpty() && !closed) {
                queued.awaitUninterruptibly();
            }
            for (long left = nanosUntilDue(); left > 0; left = nanosUntilDue()) {
                queued.awaitNanos(left);
            }
            while (!queue.isEmpty() && group.size() < MAX_GROUP) {
                Pending one = queue.remove();
                awaited -= one.isDeferred() ? 0 : 1;
                group.add(one);
            }
            return group;
        } catch (InterruptedException e) {
            throw new IllegalStateException("the ledger's writer was interrupted", e);
        } finally {
            lock.unlock();
        }
    }

    private long nanosUntilDue() {
        Pending oldest = queue.peek();
        boolean isDue = oldest == null || closed || awaited > 0 || queue.size() >= MAX_GROUP;
        return isDue ? 0 : MAX_DELAY_NANOS - (nanoTime.getAsLong() - oldest.queuedAt());
    }

    /** Compacts between two groups; all writers wait meanwhile. Returns the number of commits until the next check. */
    private int compactIfDue() {
        try {
            if (!maintenance.isCompactionDue()) {
                return COMMITS_BETWEEN_CHECKS;
            }
            sync.awaitIdle();
            connection.close();
            maintenance.compact();
            connection = maintenance.connect();
            statements = begin(connection);
            return maintenance.isCompactionDue() ? COMMITS_AFTER_USELESS_COMPACTION : COMMITS_BETWEEN_CHECKS;
        } catch (SQLException | IOException | RuntimeException e) {
            FatalErrorHandler.check(e);
            fail(e);
            return COMMITS_AFTER_USELESS_COMPACTION;
        }
    }

    /**
     * Commits a group.
     *
     * @return false if the group has several writes and one could not be executed. Then the transaction is rolled back,
     *     and each write has to be committed alone.
     */
    private boolean commitTogether(List<Pending> group) {
        Throwable earlier = failure();
        if (earlier != null) {
            complete(group, earlier);
            return true;
        }
        try {
            for (LedgerDatabase.Write write : merged(group)) {
                write.execute(statements);
            }
            maintenance.beforeCommit(statements);
        } catch (SQLException | RuntimeException | Error e) {
            FatalErrorHandler.check(e);
            rollBack(e);
            if (group.size() > 1) {
                return false;
            }
            complete(group, e);
            return true;
        }
        complete(group, commit());
        return true;
    }

    /** Merges consecutive writes where that saves statements. */
    private static Iterable<LedgerDatabase.Write> merged(List<Pending> group) {
        Deque<LedgerDatabase.Write> writes = new ArrayDeque<>();
        for (Pending one : group) {
            LedgerDatabase.Write last = writes.peekLast();
            LedgerDatabase.Write both = last == null ? null : last.followedBy(one.write());
            if (both != null) {
                writes.removeLast();
            }
            writes.addLast(both == null ? one.write() : both);
        }
        return writes;
    }

    /** A failed commit is not retried, because its writes may have reached the disk. */
    private @Nullable Throwable commit() {
        try {
            statements.commit();
            maintenance.afterCommit();
            return null;
        } catch (SQLException | IOException | RuntimeException | Error e) {
            FatalErrorHandler.check(e);
            rollBack(e);
            return e;
        }
    }

    private void complete(List<Pending> group, @Nullable Throwable cause) {
        int deferredOnes = (int) group.stream().filter(Pending::isDeferred).count();
        lock.lock();
        try {
            deferred -= deferredOnes;
            if (cause != null && deferredOnes > 0 && failure == null) {
                // No caller waits for these, so a later call reports the failure.
                failure = cause;
            }
            failureIsReported |= cause != null && deferredOnes < group.size();
        } finally {
            lock.unlock();
        }
        List<CompletableFuture<Void>> unsynced = new ArrayList<>();
        for (Pending one : group) {
            CompletableFuture<Void> done = one.done();
            if (done != null && cause != null) {
                done.completeExceptionally(cause);
            } else if (done != null && one.isSynced()) {
                unsynced.add(done);
            } else if (done != null) {
                done.complete(null);
            }
        }
        if (!unsynced.isEmpty()) {
            sync.request(unsynced);
        }
    }

    private void fail(Throwable cause) {
        lock.lock();
        try {
            failure = failure == null ? cause : failure;
        } finally {
            lock.unlock();
        }
    }

    /** The callers whose sync has failed report the failure. */
    private void failSync(Throwable cause) {
        lock.lock();
        try {
            fail(cause);
            failureIsReported = true;
        } finally {
            lock.unlock();
        }
    }

    private @Nullable Throwable failure() {
        lock.lock();
        try {
            return failure;
        } finally {
            lock.unlock();
        }
    }

    private void rollBack(Throwable cause) {
        try {
            statements.rollback();
        } catch (SQLException | RuntimeException e) {
            cause.addSuppressed(e);
        }
    }

    /**
     * Commits all queued writes, syncs those that require it, and stops.
     *
     * @throws LedgerException if a deferred write has failed and no call has reported it
     */
    @Override
    public void close() throws SQLException {
        lock.lock();
        try {
            closed = true;
            queued.signal();
        } finally {
            lock.unlock();
        }
        awaitEnd();
        sync.close();
        connection.close();
        Throwable unreported = failure();
        if (unreported != null && !failureIsReported) {
            throw maintenance.failure(unreported);
        }
    }

    /** Waits for the last commit even if interrupted, and restores the interrupt flag. */
    private void awaitEnd() {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Operations on the database file that the writer needs besides SQL. */
    interface Maintenance {

        /** Opens the connection that the writer uses. */
        Connection connect() throws SQLException;

        /**
         * Syncs everything committed so far to the disk. Called from another thread than the writer's, while the writer
         * uses the connection.
         */
        void sync(Connection connection) throws SQLException;

        /** Returns whether the file has grown so long that it has to be compacted. */
        boolean isCompactionDue() throws IOException;

        /** Compacts the file. Called while the writer has no connection. */
        void compact() throws SQLException, IOException;

        /** Called in the transaction of each group, before its commit. */
        default void beforeCommit(StatementCache statements) throws SQLException {}

        /** Called after each commit, before those that wait for it are told. */
        default void afterCommit() throws IOException {}

        /** Returns the exception for those whose writes have failed. */
        default LedgerException failure(Throwable cause) {
            return new LedgerException("the ledger cannot be written: " + StatementCache.reason(cause), cause);
        }
    }
}
