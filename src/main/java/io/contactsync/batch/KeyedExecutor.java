package io.contactsync.batch;

import io.contactsync.run.ChannelContext;
import io.contactsync.run.RunContext;
import io.contactsync.run.RunStoppedException;
import io.contactsync.sync.SyncResult;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Syncs the contacts of one channel, several at once. Contacts that share a key (a match value) are synced one after
 * the other, in the order in which they were submitted.
 */
final class KeyedExecutor implements AutoCloseable {

    private final RunContext runContext;
    private final WorkerPool workers;
    private final Map<String, CompletableFuture<SyncResult>> lastByKey = new HashMap<>();

    KeyedExecutor(RunContext runContext, ChannelContext channel) {
        this.runContext = runContext;
        this.workers = new WorkerPool(channel.workerLimit(), channel.name());
    }

    /**
     * Submits a contact. Its future fails with {@link RunStoppedException} if the run is to stop before a worker has
     * started the contact.
     */
    CompletableFuture<SyncResult> submit(Collection<String> keys, Supplier<SyncResult> sync) {
        CompletableFuture<?>[] earlier = keys.stream()
                .map(lastByKey::get)
                .filter(Objects::nonNull)
                .map(before -> before.handle((result, failure) -> result))
                .toArray(CompletableFuture<?>[]::new);
        CompletableFuture<SyncResult> result = CompletableFuture.allOf(earlier)
                .thenApplyAsync(
                        ready -> {
                            if (runContext.stop().isStopRequested()
                                    || runContext.terminationCause().get() != null) {
                                throw new RunStoppedException();
                            }
                            try {
                                return sync.get();
                            } catch (RuntimeException | Error e) {
                                runContext.terminationCause().set(e);
                                throw e;
                            }
                        },
                        workers);
        keys.forEach(key -> lastByKey.put(key, result));
        return result;
    }

    /** Waits in the middle of a contact; another one is synced meanwhile. */
    void sleep(Duration time) {
        workers.releaseWhile(() -> runContext.stop().sleep(time));
    }

    /** Removes the keys of finished contacts: the ledger has them now. */
    void removeFinished() {
        lastByKey.values().removeIf(CompletableFuture::isDone);
    }

    @Override
    public void close() {
        workers.close();
    }
}
