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
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.infrastructure.item.Chunk;
import org.springframework.batch.infrastructure.item.ItemStreamWriter;

/**
 * Brings stretches of contacts to their outcomes: what has nothing to do is told from the ledger, the rest travels, as
 * many at once as are useful. While the last of a stretch are still on their way the next one sets out, so that no lane
 * stands empty; the checkpoint is moved over a stretch when it is settled, and all before it are. An empty stretch
 * waits for everybody.
 */
class ContactWriter implements ItemStreamWriter<List<Prepared>> {

    private final Setting setting;
    private final ChannelRun channel;
    private final Traffic traffic;
    private final Guards guards;
    private final Queue<Stretch> underWay = new ArrayDeque<>();

    /** Contacts that have begun, in the source's order. */
    private record Stretch(List<Prepared> items, Set<String> ids, List<CompletableFuture<Arrival>> arrivals) {
        void await() {
            arrivals.forEach(arrival -> arrival.handle((done, failure) -> done).join());
        }

        boolean hasGap() {
            return arrivals.stream().anyMatch(CompletableFuture::isCompletedExceptionally);
        }
    }

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

    private void write(List<Prepared> items) {
        Set<String> ids = new LinkedHashSet<>();
        items.forEach(item -> ids.add(item.reading().id()));
        // Whoever is read again while on the way is looked at when that is over.
        boolean isAgain = underWay.stream().anyMatch(stretch -> !Collections.disjoint(stretch.ids(), ids));
        settle(items.isEmpty() || isAgain ? 0 : 1);
        Stretch stretch = new Stretch(items, ids, new ArrayList<>());
        underWay.add(stretch);
        Map<String, Link> links = channel.ledger().links(ids);
        Map<String, Reject> rejects = channel.ledger().rejects().of(ids);
        for (Prepared item : items) {
            String id = item.reading().id();
            stretch.arrivals().add(begin(item, links.get(id), rejects.get(id)));
        }
    }

    private void settle(int left) {
        while (underWay.size() > left) {
            Throwable gap = settle(underWay.remove());
            if (gap != null) {
                throw gap instanceof RuntimeException known ? known : new IllegalStateException(gap);
            }
        }
    }

    /** Waits for everybody; the checkpoint is moved as far as there is no gap. */
    void finish() {
        while (!underWay.isEmpty()) {
            settle(underWay.remove());
        }
    }

    /** Ends the first stretch; behind a gap nothing counts, and all that is left is waited for. */
    private @Nullable Throwable settle(Stretch stretch) {
        stretch.await();
        if (stretch.hasGap()) {
            underWay.forEach(Stretch::await);
            underWay.clear();
        }
        channel.road().settle();
        traffic.forget();
        return checkpoint(stretch);
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
            mapped.warnings()
                    .forEach(warning -> sheet.addWarning(new Sheet.Warning(warning.field(), warning.reason())));
        }
    }

    /** Moves the checkpoint over everything that is settled without a gap; tells what the first gap comes from. */
    private @Nullable Throwable checkpoint(Stretch stretch) {
        for (int i = 0; i < stretch.arrivals().size(); i++) {
            Arrival arrival;
            try {
                arrival = stretch.arrivals().get(i).join();
            } catch (CompletionException e) {
                Throwable cause = e.getCause() == null ? e : e.getCause();
                setting.ending().because(cause);
                return cause;
            }
            Prepared item = stretch.items().get(i);
            count(channel.checkpoint().sheet(), item, arrival);
            channel.checkpoint().moveTo(item.reading().position());
        }
        return null;
    }

    @Override
    public void close() {
        traffic.close();
    }
}
