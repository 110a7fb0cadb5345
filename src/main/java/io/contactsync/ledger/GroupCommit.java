package io.contactsync.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * The one writer of the ledger: commits together whatever is waiting, and lets each writer go on when its row is on
 * disk. One writer at a time costs a commit each; a hundred at once share one.
 */
final class GroupCommit implements AutoCloseable {

    private static final int MOST_TOGETHER = 500;

    /** One or more statements that belong together. */
    interface Write {
        void to(Statements statements) throws SQLException;
    }

    private record Waiting(Write write, CompletableFuture<Void> onDisk) {}

    private static final Waiting END = new Waiting(statements -> {}, new CompletableFuture<>());

    private final BlockingQueue<Waiting> queue = new LinkedBlockingQueue<>();
    private final Connection connection;
    private final Statements statements;
    private final Thread thread;

    GroupCommit(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        this.connection = connection;
        this.statements = new Statements(connection);
        this.thread = new Thread(this::serve, "ledger");
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Writes, and returns when it is on disk.
     *
     * @throws LedgerFailed if it could not be written; then nothing of it was
     */
    void write(Write write) {
        CompletableFuture<Void> onDisk = new CompletableFuture<>();
        queue.add(new Waiting(write, onDisk));
        try {
            onDisk.join();
        } catch (CompletionException e) {
            throw new LedgerFailed("the ledger cannot be written: " + e.getCause(), e);
        }
    }

    private void serve() {
        List<Waiting> group = new ArrayList<>();
        boolean open = true;
        while (open) {
            group.clear();
            open = collect(group);
            commit(group);
        }
    }

    private boolean collect(List<Waiting> group) {
        try {
            group.add(queue.take());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
        queue.drainTo(group, MOST_TOGETHER);
        return !group.remove(END);
    }

    private void commit(List<Waiting> group) {
        try {
            for (Waiting waiting : group) {
                waiting.write().to(statements);
            }
            connection.commit();
            group.forEach(waiting -> waiting.onDisk().complete(null));
        } catch (SQLException e) {
            takeBack(e);
            group.forEach(waiting -> waiting.onDisk().completeExceptionally(e));
        }
    }

    private void takeBack(SQLException cause) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    @Override
    public void close() throws SQLException {
        queue.add(END);
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        connection.close();
    }
}
