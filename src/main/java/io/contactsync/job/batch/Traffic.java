package io.contactsync.job.batch;

import io.contactsync.job.run.ChannelRun;
import io.contactsync.job.run.Setting;
import io.contactsync.job.run.StoppedEarly;
import io.contactsync.road.Arrival;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * The contacts of one channel that are on their way, several at once. Contacts that lay claim to one match value travel
 * one after the other, in the order in which they began.
 */
final class Traffic implements AutoCloseable {

    private final Setting setting;
    private final Lanes lanes;
    private final Map<String, CompletableFuture<Arrival>> lastByClaim = new HashMap<>();

    Traffic(Setting setting, ChannelRun channel) {
        this.setting = setting;
        this.lanes = new Lanes(channel.lanes(), channel.name());
    }

    /** Begins a contact's travel; once the run is to stop, what has not set out stays. */
    CompletableFuture<Arrival> begin(Collection<String> claims, Supplier<Arrival> travel) {
        CompletableFuture<?>[] earlier = claims.stream()
                .map(lastByClaim::get)
                .filter(Objects::nonNull)
                .map(before -> before.handle((arrival, failure) -> arrival))
                .toArray(CompletableFuture<?>[]::new);
        CompletableFuture<Arrival> arrival =
                CompletableFuture.allOf(earlier).thenApplyAsync(nothing -> setOut(travel), lanes);
        claims.forEach(claim -> lastByClaim.put(claim, arrival));
        return arrival;
    }

    private Arrival setOut(Supplier<Arrival> travel) {
        if (setting.stop().isStopRequested() || setting.ending().cause() != null) {
            throw new StoppedEarly();
        }
        try {
            return travel.get();
        } catch (RuntimeException | Error e) {
            setting.ending().because(e);
            throw e;
        }
    }

    /** Forgets the claims of who has arrived: the ledger knows them. */
    void forget() {
        lastByClaim.values().removeIf(CompletableFuture::isDone);
    }

    @Override
    public void close() {
        lanes.close();
    }
}
