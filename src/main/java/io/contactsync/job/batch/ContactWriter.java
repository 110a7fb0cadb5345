package io.contactsync.job.batch;

import io.contactsync.contact.Outcome;
import io.contactsync.contact.target.Refusal;
import io.contactsync.job.run.ChannelRun;
import io.contactsync.job.run.Ending;
import io.contactsync.job.run.Setting;
import io.contactsync.ledger.Reject;
import io.contactsync.ledger.link.Link;
import io.contactsync.report.Sheet;
import io.contactsync.road.Arrival;
import io.contactsync.road.preparation.Prepared;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.job.JobInterruptedException;
import org.springframework.batch.core.listener.StepExecutionListener;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.FatalStepExecutionException;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.infrastructure.item.Chunk;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.item.ItemStreamWriter;

/**
 * Syncs contacts: resolves unchanged ones from the ledger and gives the others to the channel's workers. A write does
 * not wait for its own contacts, so that no worker idles while the last contacts of a chunk finish. The checkpoint and
 * the counts of the step's row cover the settled prefix: all contacts, in the source's order, up to the first one that
 * is not settled.
 *
 * <p>At the end of the input, the last {@link #update} waits for all contacts. It must not be left to
 * {@link #afterStep}: Spring Batch stores the status COMPLETED before that call, and a completed step is not restarted.
 */
final class ContactWriter implements ItemStreamWriter<Prepared>, StepExecutionListener {

    /** So many contacts of earlier chunks may be unsettled when a chunk is started. */
    private static final int MAX_UNSETTLED = 1_000;

    private final Setting setting;
    private final ChannelRun channel;
    private final KeyedExecutor executor;
    private final RejectPolicy rejectPolicy;
    private final Sheet settled;
    private final StepCounts counts;
    private final BooleanSupplier endOfInput;
    /** Started contacts that are not settled, in the source's order, and their ids. */
    private final Deque<Started> unsettled = new ArrayDeque<>();

    private final Set<String> unsettledIds = new HashSet<>();
    private @Nullable StepExecution execution;

    private record Started(Prepared item, CompletableFuture<Arrival> result) {

        /** Waits for the result; a failure is found later. */
        void await() {
            result.handle((arrival, failure) -> arrival).join();
        }

        String id() {
            return item.reading().id();
        }
    }

    /**
     * Creates a writer.
     *
     * @param settled what the run has settled in this step; missing contacts are added to it, others are in the
     *     checkpoint's sheet
     * @param endOfInput whether the reader has returned everything
     */
    ContactWriter(
            Setting setting, ChannelRun channel, JobRepository repository, Sheet settled, BooleanSupplier endOfInput) {
        this.setting = setting;
        this.channel = channel;
        this.executor = new KeyedExecutor(setting, channel);
        this.rejectPolicy = new RejectPolicy(setting, channel);
        this.settled = settled;
        this.counts = new StepCounts(repository, settled);
        this.endOfInput = endOfInput;
    }

    @Override
    public void beforeStep(StepExecution step) {
        execution = step;
    }

    @Override
    public void open(ExecutionContext context) {
        counts.open(Objects.requireNonNull(execution));
    }

    @Override
    public void write(Chunk<? extends Prepared> chunk) throws JobInterruptedException {
        Set<String> ids = new LinkedHashSet<>();
        chunk.forEach(item -> ids.add(item.reading().id()));
        // A contact that is read again is looked at when its first occurrence is settled.
        boolean isRepeated = !Collections.disjoint(unsettledIds, ids);
        boolean isEnding = setting.ending().cause() != null;
        Throwable failure = settle(isRepeated || isEnding ? 0 : MAX_UNSETTLED);
        if (failure != null) {
            throw failed(failure);
        }
        Map<String, Link> links = channel.ledger().links(ids);
        Map<String, Reject> rejects = channel.ledger().rejects().of(ids);
        for (Prepared item : chunk) {
            String id = item.reading().id();
            unsettledIds.add(id);
            unsettled.add(new Started(item, start(item, links.get(id), rejects.get(id))));
        }
    }

    /** A requested stop ends the step as STOPPED, everything else as FAILED. */
    private static RuntimeException failed(Throwable cause) throws JobInterruptedException {
        if (Ending.isStop(cause)) {
            throw new JobInterruptedException("the run was asked to stop");
        }
        return cause instanceof RuntimeException known ? known : new IllegalStateException(cause);
    }

    /** Called before each commit. */
    @Override
    public void update(ExecutionContext context) {
        Throwable failure = settle(endOfInput.getAsBoolean() ? 0 : Integer.MAX_VALUE);
        if (failure != null) {
            Throwable cause =
                    Ending.isStop(failure) ? new JobInterruptedException("the run was asked to stop") : failure;
            throw new FatalStepExecutionException("A contact could not be synced", cause);
        }
        save(context);
    }

    private void save(ExecutionContext context) {
        channel.checkpoint().save(context);
        counts.applyTo(Objects.requireNonNull(execution));
    }

    @Override
    public ExitStatus afterStep(StepExecution step) {
        settle(0);
        save(step.getExecutionContext());
        return step.getExitStatus();
    }

    /**
     * Moves the checkpoint over the settled prefix, after waiting until at most so many contacts are left. If one of
     * them has failed, waits for all that are in progress and drops them; they are behind the checkpoint.
     *
     * @return why the first contact behind the prefix failed; null if none has
     */
    private @Nullable Throwable settle(int allowed) {
        int done = 0;
        Throwable failure = null;
        for (Started first : unsettled) {
            if (unsettled.size() - done > allowed) {
                first.await();
            }
            if (!first.result().isDone()) {
                break;
            }
            failure = failureOf(first);
            if (failure != null) {
                unsettled.forEach(Started::await);
                break;
            }
            done++;
        }
        channel.road().settle();
        executor.removeFinished();
        for (; done > 0; done--) {
            moveOver(unsettled.remove());
        }
        if (failure != null) {
            setting.ending().because(failure);
            unsettled.clear();
            unsettledIds.clear();
        }
        return failure;
    }

    private static @Nullable Throwable failureOf(Started started) {
        try {
            started.result().join();
            return null;
        } catch (CompletionException e) {
            return e.getCause() == null ? e : e.getCause();
        }
    }

    private void moveOver(Started first) {
        unsettledIds.remove(first.id());
        Arrival result = first.result().join();
        count(channel.checkpoint().sheet(), first.item(), result);
        if (first.item() instanceof Prepared.Gone) {
            settled.add(result.outcome());
        }
        channel.checkpoint().moveTo(first.item().reading().position());
    }

    private CompletableFuture<Arrival> start(Prepared item, @Nullable Link link, @Nullable Reject reject) {
        boolean rejectedBefore =
                reject != null && reject.run() == channel.ledger().run();
        if (reject != null && rejectedBefore && !(item instanceof Prepared.Gone)) {
            Refusal refusal = new Refusal(reject.reason(), reject.attempts());
            return completed(item, new Arrival(Outcome.REJECTED, refusal, false));
        }
        return sync(item, link).thenApply(result -> {
            if (reject != null && result.outcome() != Outcome.REJECTED) {
                channel.ledger().rejects().clear(List.of(item.reading().id()));
            }
            return result;
        });
    }

    private CompletableFuture<Arrival> sync(Prepared item, @Nullable Link link) {
        if (item instanceof Prepared.Unusable unusable) {
            return completed(item, rejectPolicy.reject(item, new Refusal(unusable.reason(), 0)));
        }
        if (item instanceof Prepared.Mapped mapped) {
            return sync(mapped, link);
        }
        if (item instanceof Prepared.Gone && link != null) {
            return executor.submit(
                            List.of(),
                            () -> rejectPolicy.check(item, channel.road().mark(link)))
                    .thenApply(result -> count(item, result));
        }
        return completed(item, new Arrival(Outcome.SKIPPED, null, false));
    }

    private CompletableFuture<Arrival> sync(Prepared.Mapped item, @Nullable Link link) {
        Optional<Outcome> known =
                link == null ? Optional.empty() : channel.road().atOnce(item.draft(), link);
        if (known.isPresent()) {
            return completed(item, new Arrival(known.get(), null, false));
        }
        return executor.submit(
                        channel.road().claims(item.draft()),
                        () -> rejectPolicy.check(item, channel.road().travel(item.draft(), link)))
                .thenApply(result -> count(item, result));
    }

    private CompletableFuture<Arrival> completed(Prepared item, Arrival result) {
        // A limit that is exceeded here fails the future only: contacts in progress must be waited for first.
        return CompletableFuture.completedFuture(result).thenApply(done -> count(item, done));
    }

    private Arrival count(Prepared item, Arrival result) {
        count(channel.live(), item, result);
        rejectPolicy.checkThreshold();
        return result;
    }

    private static void count(Sheet sheet, Prepared item, Arrival result) {
        if (item instanceof Prepared.Gone) {
            if (result.outcome() == Outcome.UPDATED) {
                sheet.addMissing();
            }
            return;
        }
        sheet.add(result.outcome());
        if (item instanceof Prepared.Mapped mapped) {
            mapped.warnings()
                    .forEach(warning -> sheet.addWarning(new Sheet.Warning(warning.field(), warning.reason())));
        }
    }

    @Override
    public void close() {
        executor.close();
    }
}
