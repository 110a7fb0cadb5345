package io.contactsync.ledger.db;

import io.contactsync.support.FatalErrorHandler;
import io.contactsync.support.NamedThreadFactory;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Syncs a file for several callers at once: one sync serves all requests made before it starts. It runs on its own
 * thread, because an interrupt of a caller's thread would close the file.
 */
final class SharedSync implements AutoCloseable {

    /** Syncs everything written so far to the disk. */
    interface Sync {
        void run() throws SQLException;
    }

    private final Sync sync;
    private final Consumer<Throwable> onFailure;
    private final Queue<CompletableFuture<Void>> waiting = new ConcurrentLinkedQueue<>();
    private final ExecutorService executor =
            Executors.newSingleThreadExecutor(task -> NamedThreadFactory.daemon("ledger-sync", task));
    /** Used by the sync thread only. */
    private @Nullable Throwable failure;

    /**
     * Starts no thread before the first request.
     *
     * @param onFailure called with the reason before the requests of a failed sync are completed
     */
    SharedSync(Sync sync, Consumer<Throwable> onFailure) {
        this.sync = sync;
        this.onFailure = onFailure;
    }

    /**
     * Completes the futures after the next sync.
     *
     * <p>After a failed sync all later requests fail, too: the operating system may have dropped the unwritten pages,
     * so that another sync would succeed without them.
     */
    void request(List<CompletableFuture<Void>> callers) {
        waiting.addAll(callers);
        executor.execute(this::syncWaiting);
    }

    private void syncWaiting() {
        List<CompletableFuture<Void>> served = new ArrayList<>();
        for (CompletableFuture<Void> one = waiting.poll(); one != null; one = waiting.poll()) {
            served.add(one);
        }
        if (!served.isEmpty() && failure == null) {
            runSync();
        }
        for (CompletableFuture<Void> one : served) {
            if (failure == null) {
                one.complete(null);
            } else {
                one.completeExceptionally(failure);
            }
        }
    }

    private void runSync() {
        try {
            sync.run();
        } catch (SQLException | RuntimeException | Error e) {
            FatalErrorHandler.check(e);
            failure = e;
            onFailure.accept(e);
        }
    }

    /** Returns when all requests made before are completed. */
    void awaitIdle() {
        CompletableFuture.runAsync(() -> {}, executor).join();
    }

    /** Serves the remaining requests and stops the thread. */
    @Override
    public void close() {
        if (!executor.isShutdown()) {
            awaitIdle();
            executor.shutdown();
        }
    }
}
