package io.contactsync.batch;

import io.contactsync.contact.Outcome;
import io.contactsync.contact.Refusal;
import io.contactsync.ledger.Link;
import io.contactsync.ledger.Reject;
import io.contactsync.report.OutcomeCounter;
import io.contactsync.run.ChannelContext;
import io.contactsync.run.RunContext;
import io.contactsync.run.TerminationCause;
import io.contactsync.support.FatalErrorHandler;
import io.contactsync.sync.MappedContact;
import io.contactsync.sync.SyncResult;
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
final class ContactWriter implements ItemStreamWriter<MappedContact>, StepExecutionListener {

    /** How many contacts of earlier chunks may be unsettled when a chunk starts. */
    private static final int MAX_UNSETTLED = 1_000;

    private final RunContext runContext;
    private final ChannelContext channel;
    private final KeyedExecutor executor;
    private final RejectPolicy rejectPolicy;
    private final OutcomeCounter settled;
    private final StepCounts counts;
    private final BooleanSupplier endOfInput;
    /** Started contacts that are not settled, in the source's order, and their ids. */
    private final Deque<Started> unsettled = new ArrayDeque<>();

    private final Set<String> unsettledIds = new HashSet<>();
    private @Nullable StepExecution execution;

    private record Started(MappedContact item, CompletableFuture<SyncResult> result) {

        /** Waits for the result; a failure is handled later. */
        void await() {
            result.handle((syncResult, failure) -> syncResult).join();
        }

        String id() {
            return item.source().id();
        }
    }

    /**
     * Creates a writer.
     *
     * @param rejectPolicy shared by the steps of the channel
     * @param settled what the run has settled in this step; missing contacts are added to it, others are counted by the
     *     checkpoint
     * @param endOfInput whether the reader has returned everything
     */
    ContactWriter(
            RunContext runContext,
            ChannelContext channel,
            RejectPolicy rejectPolicy,
            JobRepository repository,
            OutcomeCounter settled,
            BooleanSupplier endOfInput) {
        this.runContext = runContext;
        this.channel = channel;
        this.executor = new KeyedExecutor(runContext, channel);
        this.rejectPolicy = rejectPolicy;
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
    public void write(Chunk<? extends MappedContact> chunk) throws JobInterruptedException {
        Set<String> ids = new LinkedHashSet<>();
        chunk.forEach(item -> ids.add(item.source().id()));
        // A contact that is read again is processed once its first occurrence is settled.
        boolean isRepeated = !Collections.disjoint(unsettledIds, ids);
        boolean isEnding = runContext.terminationCause().get() != null;
        Throwable failure = settle(isRepeated || isEnding ? 0 : MAX_UNSETTLED);
        if (failure != null) {
            throw failed(failure);
        }
        Map<String, Link> links = channel.ledger().links(ids);
        Map<String, Reject> rejects = channel.ledger().rejects().get(ids);
        for (MappedContact item : chunk) {
            String id = item.source().id();
            unsettledIds.add(id);
            // An error is not left until the turn of its contact: that may take as long as an outage.
            CompletableFuture<SyncResult> result = start(item, links.get(id), rejects.get(id))
                    .whenComplete((synced, error) -> FatalErrorHandler.check(error));
            unsettled.add(new Started(item, result));
        }
    }

    /** A requested stop ends the step as STOPPED, everything else as FAILED. */
    private static RuntimeException failed(Throwable cause) throws JobInterruptedException {
        if (TerminationCause.isStop(cause)) {
            throw new JobInterruptedException("the run was asked to stop");
        }
        return cause instanceof RuntimeException known ? known : new IllegalStateException(cause);
    }

    /** Called before each commit. */
    @Override
    public void update(ExecutionContext context) {
        Throwable failure = settle(endOfInput.getAsBoolean() ? 0 : Integer.MAX_VALUE);
        if (failure != null) {
            Throwable cause = TerminationCause.isStop(failure)
                    ? new JobInterruptedException("the run was asked to stop")
                    : failure;
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
     * Waits until at most {@code maxUnsettled} contacts are left, and advances the checkpoint over the settled prefix.
     * If a contact has failed, waits for all contacts in progress and drops them: they are after the checkpoint and
     * will be read again.
     *
     * @return why the first contact after the prefix failed; null if it has not
     */
    private @Nullable Throwable settle(int maxUnsettled) {
        int done = 0;
        Throwable failure = null;
        for (Started first : unsettled) {
            if (unsettled.size() - done > maxUnsettled) {
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
        channel.syncer().flush();
        executor.removeFinished();
        for (; done > 0; done--) {
            advanceOver(unsettled.remove());
        }
        if (failure != null) {
            runContext.terminationCause().set(failure);
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

    private void advanceOver(Started first) {
        unsettledIds.remove(first.id());
        SyncResult result = first.result().join();
        count(channel.checkpoint().counter(), first.item(), result);
        if (first.item() instanceof MappedContact.Missing) {
            settled.add(result.outcome());
        }
        channel.checkpoint().advanceTo(first.item().source().position());
    }

    private CompletableFuture<SyncResult> start(MappedContact item, @Nullable Link link, @Nullable Reject reject) {
        boolean rejectedInThisRun =
                reject != null && reject.run() == channel.ledger().run();
        if (reject != null && rejectedInThisRun && !(item instanceof MappedContact.Missing)) {
            Refusal refusal = new Refusal(reject.reason(), reject.attempts());
            return completed(item, new SyncResult(Outcome.REJECTED, refusal, false));
        }
        return sync(item, link).thenApply(result -> {
            if (reject != null && result.outcome() != Outcome.REJECTED) {
                channel.ledger().rejects().delete(List.of(item.source().id()));
            }
            return result;
        });
    }

    private CompletableFuture<SyncResult> sync(MappedContact item, @Nullable Link link) {
        if (item instanceof MappedContact.Invalid invalid) {
            return completed(item, rejectPolicy.reject(item, new Refusal(invalid.reason(), 0)));
        }
        if (item instanceof MappedContact.Mapped mapped) {
            return sync(mapped, link);
        }
        if (item instanceof MappedContact.Missing && link != null) {
            return executor.submit(
                            List.of(),
                            () -> rejectPolicy.check(item, channel.syncer().handleMissing(link)))
                    .thenApply(result -> count(item, result));
        }
        return completed(item, new SyncResult(Outcome.SKIPPED, null, false));
    }

    private CompletableFuture<SyncResult> sync(MappedContact.Mapped item, @Nullable Link link) {
        Optional<Outcome> known =
                link == null ? Optional.empty() : channel.syncer().resolveFromLedger(item.draft(), link);
        if (known.isPresent()) {
            return completed(item, new SyncResult(known.get(), null, false));
        }
        return executor.submit(
                        channel.syncer().matchKeys(item.draft()),
                        () -> rejectPolicy.check(item, channel.syncer().sync(item.draft(), link, executor::sleep)))
                .thenApply(result -> count(item, result));
    }

    private CompletableFuture<SyncResult> completed(MappedContact item, SyncResult result) {
        // A limit that is exceeded here fails the future only: contacts in progress must be waited for first.
        return CompletableFuture.completedFuture(result).thenApply(done -> count(item, done));
    }

    private SyncResult count(MappedContact item, SyncResult result) {
        count(channel.counter(), item, result);
        rejectPolicy.checkThreshold();
        return result;
    }

    private static void count(OutcomeCounter counter, MappedContact item, SyncResult result) {
        if (item instanceof MappedContact.Missing) {
            if (result.outcome() == Outcome.UPDATED) {
                counter.addMissing();
            }
            return;
        }
        counter.add(result.outcome());
        if (item instanceof MappedContact.Mapped mapped) {
            mapped.warnings()
                    .forEach(warning ->
                            counter.addWarning(new OutcomeCounter.Warning(warning.field(), warning.reason())));
        }
    }

    @Override
    public void close() {
        executor.close();
    }
}
