package io.contactsync.ledger.store;

import io.contactsync.ledger.state.LedgerFailed;
import io.contactsync.support.NamedThreadFactory;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * The one writer of the ledger: commits together whatever is waiting, and lets each writer go on when its row is on
 * disk. One writer at a time costs a commit each; a hundred at once share one. A write that the database refuses fails
 * alone: the others of its group are written without it.
 */
final class GroupCommit implements AutoCloseable {

    private static final int MOST_TOGETHER = 500;

    private record Waiting(Write write, CompletableFuture<Void> onDisk) {}

    private static final Waiting END = new Waiting(statements -> {}, new CompletableFuture<>());

    private static final int COMMITS_BETWEEN_LOOKS = 16;
    private static final int COMMITS_AFTER_IN_VAIN = 10_000;

    private final LinkedBlockingQueue<Waiting> queue = new LinkedBlockingQueue<>();
    private final Upkeep upkeep;
    private final Thread thread;
    private Connection connection;
    private Statements statements;
    private int commitsUntilLook = COMMITS_BETWEEN_LOOKS;
    private @Nullable Throwable broken;
    private boolean closed;

    GroupCommit(Upkeep upkeep) throws SQLException {
        this.upkeep = upkeep;
        this.connection = upkeep.connect();
        this.statements = begin(connection);
        this.thread = NamedThreadFactory.daemon("ledger", this::serve);
        thread.start();
    }

    private static Statements begin(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        return new Statements(connection);
    }

    /**
     * Writes, and returns when it is on disk.
     *
     * @throws LedgerFailed if it could not be written; then nothing of it was, unless the disk failed in the commit
     */
    void write(Write write) {
        CompletableFuture<Void> onDisk = new CompletableFuture<>();
        enqueue(new Waiting(write, onDisk));
        try {
            onDisk.join();
        } catch (CompletionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new LedgerFailed("the ledger cannot be written: " + Statements.reason(cause), cause);
        }
    }

    private synchronized void enqueue(Waiting waiting) {
        if (closed) {
            throw new LedgerFailed("the ledger cannot be written: it is closed");
        }
        queue.add(waiting);
    }

    private void serve() {
        List<Waiting> group = new ArrayList<>();
        boolean open = true;
        while (open) {
            group.clear();
            open = collect(group);
            if (!together(group)) {
                group.forEach(waiting -> together(List.of(waiting)));
            }
            if (open && --commitsUntilLook <= 0) {
                commitsUntilLook = compactWhereDue();
            }
        }
    }

    /** Between two groups, while whoever wants to write waits; returns after how many commits to look again. */
    private int compactWhereDue() {
        try {
            if (!upkeep.isDue()) {
                return COMMITS_BETWEEN_LOOKS;
            }
            connection.close();
            upkeep.compact();
            connection = upkeep.connect();
            statements = begin(connection);
            return upkeep.isDue() ? COMMITS_AFTER_IN_VAIN : COMMITS_BETWEEN_LOOKS;
        } catch (SQLException | IOException | RuntimeException e) {
            broken = e;
            return COMMITS_AFTER_IN_VAIN;
        }
    }

    private boolean collect(List<Waiting> group) {
        try {
            group.add(queue.take());
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts the ledger", e);
        }
        queue.drainTo(group, MOST_TOGETHER);
        return !group.remove(END);
    }

    /**
     * Commits a group.
     *
     * @return false when one of several could not be executed; then none of them is written, and each is to be tried
     *     alone
     */
    private boolean together(List<Waiting> group) {
        if (broken != null) {
            tell(group, broken);
            return true;
        }
        try {
            for (Waiting waiting : group) {
                waiting.write().to(statements);
            }
        } catch (SQLException | RuntimeException | Error e) {
            takeBack(e);
            if (group.size() > 1) {
                return false;
            }
            tell(group, e);
            return true;
        }
        tell(group, commit());
        return true;
    }

    /** Not tried again when it fails: what was in it may be on disk all the same. */
    private @Nullable Throwable commit() {
        try {
            statements.commit();
            return null;
        } catch (SQLException | RuntimeException | Error e) {
            takeBack(e);
            return e;
        }
    }

    private static void tell(List<Waiting> group, @Nullable Throwable failure) {
        for (Waiting waiting : group) {
            if (failure == null) {
                waiting.onDisk().complete(null);
            } else {
                waiting.onDisk().completeExceptionally(failure);
            }
        }
    }

    private void takeBack(Throwable cause) {
        try {
            statements.rollback();
        } catch (SQLException | RuntimeException e) {
            cause.addSuppressed(e);
        }
    }

    @Override
    public void close() throws SQLException {
        synchronized (this) {
            if (!closed) {
                closed = true;
                queue.add(END);
            }
        }
        awaitEnd();
        connection.close();
    }

    /** An interrupt does not cut short what is being written; it is passed on afterwards. */
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
}
