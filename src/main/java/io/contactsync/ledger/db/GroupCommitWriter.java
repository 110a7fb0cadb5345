package io.contactsync.ledger.db;

import io.contactsync.state.LedgerException;
import io.contactsync.support.NamedThreadFactory;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
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
 * The only writer of a database. It commits all waiting writes in one transaction, in the order in which they were
 * handed in. So the database always holds a prefix of that order, and a write that is on disk takes all deferred writes
 * before it along. For several threads.
 */
final class GroupCommitWriter implements AutoCloseable {

    /**
     * The longest time that a deferred write waits for its commit. The commit itself must fit into the rest of 200 ms.
     */
    static final long MAX_DELAY_NANOS = TimeUnit.MILLISECONDS.toNanos(150);
    /** With so many deferred writes waiting, further ones wait for their commit: the queue has to fit into memory. */
    static final int MAX_DEFERRED = 4_096;

    private static final int MAX_GROUP = 500;
    private static final int COMMITS_BETWEEN_CHECKS = 16;
    private static final int COMMITS_AFTER_USELESS_COMPACTION = 10_000;

    /** A write in the queue; {@code onDisk} is null for a deferred one, which nobody waits for. */
    private record Pending(
            LedgerDatabase.Write write, @Nullable CompletableFuture<Void> onDisk, long since) {
        boolean isDeferred() {
            return onDisk == null;
        }
    }

    private final Maintenance upkeep;
    private final LongSupplier nanoTime;
    private final Thread thread;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition queued = lock.newCondition();
    private final Queue<Pending> queue = new ArrayDeque<>();
    /** Writes in the queue that somebody waits for. */
    private int awaited;
    /** Deferred writes that are not committed yet, in the queue or in the group being committed. */
    private int deferred;

    private boolean closed;
    private @Nullable Throwable failure;
    private boolean failureIsReported;

    // Used by the writer's thread only.
    private Connection connection;
    private StatementCache statements;
    private int commitsUntilCheck = COMMITS_BETWEEN_CHECKS;

    /**
     * Starts the writer's thread.
     *
     * @param nanoTime the clock that measures how long a deferred write has waited
     */
    GroupCommitWriter(Maintenance upkeep, LongSupplier nanoTime) throws SQLException {
        this.upkeep = upkeep;
        this.nanoTime = nanoTime;
        this.connection = upkeep.connect();
        this.statements = begin(connection);
        this.thread = NamedThreadFactory.daemon("ledger", this::serve);
        thread.start();
    }

    private static StatementCache begin(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        return new StatementCache(connection);
    }

    /**
     * Writes, and returns when the write is on disk, with all that were handed in before it.
     *
     * @throws LedgerException if it could not be written; then nothing of it was, unless the disk failed in the commit
     */
    void write(LedgerDatabase.Write write) {
        CompletableFuture<Void> onDisk = new CompletableFuture<>();
        enqueue(write, onDisk);
        try {
            onDisk.join();
        } catch (CompletionException e) {
            throw failed(e.getCause() == null ? e : e.getCause());
        }
    }

    /**
     * Writes later, and returns at once. The write is on disk within 200 ms, or with the next one that is awaited. If
     * it fails, every later call fails.
     *
     * @throws LedgerException if an earlier deferred write has failed
     */
    void defer(LedgerDatabase.Write write) {
        if (!enqueue(write, null)) {
            write(write);
        }
    }

    /**
     * Returns when all deferred writes are on disk.
     *
     * @throws LedgerException if one has failed
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

    /** Returns false when a deferred write finds too many others waiting. */
    private boolean enqueue(LedgerDatabase.Write write, @Nullable CompletableFuture<Void> onDisk) {
        lock.lock();
        try {
            requireNoFailure();
            if (closed) {
                throw new LedgerException("the ledger cannot be written: it is closed");
            }
            if (onDisk != null) {
                awaited++;
            } else if (deferred >= MAX_DEFERRED) {
                return false;
            } else {
                deferred++;
            }
            queue.add(new Pending(write, onDisk, nanoTime.getAsLong()));
            queued.signal();
            return true;
        } finally {
            lock.unlock();
        }
    }

    private void requireNoFailure() {
        if (failure != null) {
            failureIsReported = true;
            throw failed(failure);
        }
    }

    private static LedgerException failed(Throwable cause) {
        return new LedgerException("the ledger cannot be written: " + StatementCache.reason(cause), cause);
    }

    private void serve() {
        for (List<Pending> group = nextGroup(); !group.isEmpty(); group = nextGroup()) {
            if (!commitTogether(group)) {
                group.forEach(one -> commitTogether(List.of(one)));
            }
            if (--commitsUntilCheck <= 0) {
                commitsUntilCheck = compactIfDue();
            }
        }
    }

    /** Waits until somebody waits, or the oldest deferred write is due. Returns an empty group when closed. */
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
        return isDue ? 0 : MAX_DELAY_NANOS - (nanoTime.getAsLong() - oldest.since());
    }

    /** Compacts between two groups, while all writers wait. Returns the number of commits until the next check. */
    private int compactIfDue() {
        try {
            if (!upkeep.isDue()) {
                return COMMITS_BETWEEN_CHECKS;
            }
            connection.close();
            upkeep.compact();
            connection = upkeep.connect();
            statements = begin(connection);
            return upkeep.isDue() ? COMMITS_AFTER_USELESS_COMPACTION : COMMITS_BETWEEN_CHECKS;
        } catch (SQLException | IOException | RuntimeException e) {
            fail(e);
            return COMMITS_AFTER_USELESS_COMPACTION;
        }
    }

    /**
     * Commits a group.
     *
     * @return false when one of several could not be executed; then none of them is written, and each is to be tried
     *     alone
     */
    private boolean commitTogether(List<Pending> group) {
        Throwable earlier = failure();
        if (earlier != null) {
            complete(group, earlier);
            return true;
        }
        try {
            for (Pending one : group) {
                one.write().to(statements);
            }
        } catch (SQLException | RuntimeException | Error e) {
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

    /** A failed commit is not tried again: its writes may be on disk all the same. */
    private @Nullable Throwable commit() {
        try {
            statements.commit();
            return null;
        } catch (SQLException | RuntimeException | Error e) {
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
                // Nobody waits for these: a later call has to report it.
                failure = cause;
            }
            failureIsReported |= cause != null && deferredOnes < group.size();
        } finally {
            lock.unlock();
        }
        for (Pending one : group) {
            CompletableFuture<Void> onDisk = one.onDisk();
            if (onDisk != null && cause == null) {
                onDisk.complete(null);
            } else if (onDisk != null) {
                onDisk.completeExceptionally(cause);
            }
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
     * Writes everything that waits, and stops.
     *
     * @throws LedgerException if a deferred write has failed, and no call has reported it
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
        connection.close();
        Throwable unreported = failure();
        if (unreported != null && !failureIsReported) {
            throw failed(unreported);
        }
    }

    /** An interrupt does not cut a commit short; it is passed on afterwards. */
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

    /** What the one writer of a database does beside writing. */
    interface Maintenance {

        /** Opens a connection to write through. */
        Connection connect() throws SQLException;

        /** Tells whether the file has become so long that it has to be compacted. */
        boolean isDue() throws IOException;

        /** Compacts the file while nobody uses the database; the writer has closed its connection. */
        void compact() throws SQLException, IOException;
    }
}
