package io.contactsync.job.batch;

import io.contactsync.job.run.ChannelRun;
import io.contactsync.job.run.Setting;
import io.contactsync.job.run.StoppedEarly;
import io.contactsync.road.Arrival;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * The contacts of one channel that are on their way, several at once. Contacts that lay claim to one match value travel
 * one after the other, in the order in which they began.
 */
final class Traffic implements AutoCloseable {

    private final Setting setting;
    private final ExecutorService executor;
    private final Lanes lanes;
    private final Map<String, CompletableFuture<Arrival>> lastByClaim = new HashMap<>();

    Traffic(Setting setting, ChannelRun channel) {
        this.setting = setting;
        this.lanes = new Lanes(channel.lanes());
        AtomicInteger number = new AtomicInteger();
        this.executor = Executors.newFixedThreadPool(channel.mostInHand(), work -> {
            Thread thread = new Thread(work, channel.name() + "-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Begins a contact's travel; once the run is to stop, what has not set out stays. */
    CompletableFuture<Arrival> begin(Collection<String> claims, Supplier<Arrival> travel) {
        CompletableFuture<?>[] earlier = claims.stream()
                .map(lastByClaim::get)
                .filter(java.util.Objects::nonNull)
                .map(before -> before.handle((arrival, failure) -> arrival))
                .toArray(CompletableFuture<?>[]::new);
        CompletableFuture<Arrival> arrival =
                CompletableFuture.allOf(earlier).thenApplyAsync(nothing -> setOut(travel), executor);
        claims.forEach(claim -> lastByClaim.put(claim, arrival));
        return arrival;
    }

    private Arrival setOut(Supplier<Arrival> travel) {
        lanes.enter();
        try {
            return travelIfMay(travel);
        } finally {
            lanes.leave();
        }
    }

    private Arrival travelIfMay(Supplier<Arrival> travel) {
        if (setting.stop().requested() || setting.ending().cause() != null) {
            throw new StoppedEarly();
        }
        try {
            return travel.get();
        } catch (RuntimeException | Error e) {
            setting.ending().because(e);
            throw e;
        }
    }

    /** Forgets claims: whoever made them has arrived, and the ledger knows. */
    void forget() {
        lastByClaim.clear();
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
