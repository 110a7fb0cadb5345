package io.contactsync.job.batch;

import io.contactsync.contact.Outcome;
import io.contactsync.contact.target.Refusal;
import io.contactsync.job.run.ChannelRun;
import io.contactsync.job.run.Setting;
import io.contactsync.ledger.Reject;
import io.contactsync.ledger.link.Link;
import io.contactsync.report.Sheet;
import io.contactsync.road.Arrival;
import io.contactsync.road.preparation.Prepared;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.infrastructure.item.Chunk;
import org.springframework.batch.infrastructure.item.ItemStreamWriter;

/**
 * Brings a stretch of contacts to their outcomes: what has nothing to do is told from the ledger, the rest travels, as
 * many at once as are useful. It returns when all are settled, so that the checkpoint behind it is true.
 */
class ContactWriter implements ItemStreamWriter<List<Prepared>> {

    private final Setting setting;
    private final ChannelRun channel;
    private final Traffic traffic;
    private final Guards guards;

    ContactWriter(Setting setting, ChannelRun channel) {
        this.setting = setting;
        this.channel = channel;
        this.traffic = new Traffic(setting, channel);
        this.guards = new Guards(setting, channel);
    }

    @Override
    public void write(Chunk<? extends List<Prepared>> stretches) {
        stretches.forEach(this::write);
    }

    private void write(List<Prepared> stretch) {
        List<String> ids = stretch.stream().map(item -> item.reading().id()).toList();
        Map<String, Link> links = channel.ledger().links(ids);
        Map<String, Reject> rejects = channel.ledger().rejects().of(ids);
        List<CompletableFuture<Arrival>> arrivals = new ArrayList<>();
        for (Prepared item : stretch) {
            String id = item.reading().id();
            arrivals.add(begin(item, links.get(id), rejects.get(id)));
        }
        awaitAll(arrivals);
        channel.road().settle();
        traffic.forget();
        checkpoint(stretch, arrivals);
    }

    private CompletableFuture<Arrival> begin(Prepared item, @Nullable Link link, @Nullable Reject reject) {
        boolean rejectedBefore =
                reject != null && reject.run() == channel.ledger().run();
        if (reject != null && rejectedBefore && !(item instanceof Prepared.Gone)) {
            Refusal refusal = new Refusal(reject.reason(), reject.attempts());
            return arrived(item, new Arrival(Outcome.REJECTED, refusal, false));
        }
        return travel(item, link).thenApply(arrival -> {
            if (reject != null && arrival.outcome() != Outcome.REJECTED) {
                channel.ledger().rejects().clear(List.of(item.reading().id()));
            }
            return arrival;
        });
    }

    private CompletableFuture<Arrival> travel(Prepared item, @Nullable Link link) {
        if (item instanceof Prepared.Unusable unusable) {
            return arrived(item, guards.reject(item, new Refusal(unusable.reason(), 0)));
        }
        if (item instanceof Prepared.Mapped mapped) {
            return travel(mapped, link);
        }
        if (item instanceof Prepared.Gone && link != null) {
            return traffic.begin(
                            List.of(), () -> guards.watch(item, channel.road().mark(link)))
                    .thenApply(arrival -> count(item, arrival));
        }
        return arrived(item, new Arrival(Outcome.SKIPPED, null, false));
    }

    private CompletableFuture<Arrival> travel(Prepared.Mapped item, @Nullable Link link) {
        Optional<Outcome> known =
                link == null ? Optional.empty() : channel.road().atOnce(item.draft(), link);
        if (known.isPresent()) {
            return arrived(item, new Arrival(known.get(), null, false));
        }
        return traffic.begin(
                        channel.road().claims(item.draft()),
                        () -> guards.watch(item, channel.road().travel(item.draft(), link)))
                .thenApply(arrival -> count(item, arrival));
    }

    private CompletableFuture<Arrival> arrived(Prepared item, Arrival arrival) {
        // A guard that trips here must not leave behind who is on the way: it is thrown when all have arrived.
        return CompletableFuture.completedFuture(arrival).thenApply(at -> count(item, at));
    }

    private Arrival count(Prepared item, Arrival arrival) {
        count(channel.live(), item, arrival);
        guards.checkRejected();
        return arrival;
    }

    private static void count(Sheet sheet, Prepared item, Arrival arrival) {
        if (item instanceof Prepared.Gone) {
            if (arrival.outcome() == Outcome.UPDATED) {
                sheet.addMissing();
            }
            return;
        }
        sheet.add(arrival.outcome());
        if (item instanceof Prepared.Mapped mapped) {
            mapped.warnings().forEach(warning -> sheet.warn(new Sheet.Warning(warning.field(), warning.reason())));
        }
    }

    private static void awaitAll(List<CompletableFuture<Arrival>> arrivals) {
        for (CompletableFuture<Arrival> arrival : arrivals) {
            arrival.handle((done, failure) -> done).join();
        }
    }

    /** Moves the checkpoint over everything that is settled without a gap; throws what the first gap comes from. */
    private void checkpoint(List<Prepared> items, List<CompletableFuture<Arrival>> arrivals) {
        for (int i = 0; i < items.size(); i++) {
            Arrival arrival;
            try {
                arrival = arrivals.get(i).join();
            } catch (CompletionException e) {
                throw ended(e.getCause() == null ? e : e.getCause());
            }
            count(channel.checkpoint().sheet(), items.get(i), arrival);
            channel.checkpoint().moveTo(items.get(i).reading().position());
        }
    }

    private RuntimeException ended(Throwable cause) {
        setting.ending().because(cause);
        return cause instanceof RuntimeException known ? known : new IllegalStateException(cause);
    }

    @Override
    public void close() {
        traffic.close();
    }
}
