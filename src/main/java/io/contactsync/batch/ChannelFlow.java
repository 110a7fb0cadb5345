package io.contactsync.batch;

import io.contactsync.contact.SourceItem;
import io.contactsync.jobfile.JobFile;
import io.contactsync.report.OutcomeCounter;
import io.contactsync.run.ChannelContext;
import io.contactsync.run.RunContext;
import io.contactsync.sync.MappedContact;
import java.util.function.BooleanSupplier;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.JobInstance;
import org.springframework.batch.core.job.builder.FlowBuilder;
import org.springframework.batch.core.job.flow.Flow;
import org.springframework.batch.core.job.flow.support.SimpleFlow;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.item.ItemReader;
import org.springframework.transaction.PlatformTransactionManager;

/** The steps of one channel: its contacts and, if the job acts on missing contacts, those. */
final class ChannelFlow {

    /** A channel with so many links reads a source without a rate limit in larger chunks. */
    private static final int LARGE_LEDGER = 100_000;

    /** The size of a larger chunk, in pages and in contacts; the smaller one applies. */
    private static final int LARGE_CHUNK_PAGES = 10;

    private static final int LARGE_CHUNK_CONTACTS = 1_000;

    private final JobRepository repository;
    private final PlatformTransactionManager transactionManager;
    private final RunContext runContext;
    private final ChannelContext channel;
    private final RejectPolicy rejectPolicy;
    private final int chunkSize;

    ChannelFlow(
            JobRepository repository,
            PlatformTransactionManager transactionManager,
            RunContext runContext,
            ChannelContext channel) {
        this.repository = repository;
        this.transactionManager = transactionManager;
        this.runContext = runContext;
        this.channel = channel;
        this.rejectPolicy = new RejectPolicy(runContext, channel);
        this.chunkSize = chunkSize(runContext, channel);
    }

    private static int chunkSize(RunContext runContext, ChannelContext channel) {
        if (runContext.options().ids(channel.name()).isPresent()) {
            return 1;
        }
        int page = runContext.source().pageSize();
        boolean isRateLimited = runContext.file().source().callsPerMinute().isPresent();
        return isRateLimited || channel.ledger().size() < LARGE_LEDGER
                ? page
                : Math.max(page, Math.min(LARGE_CHUNK_PAGES * page, LARGE_CHUNK_CONTACTS));
    }

    /** The step that syncs the contacts of a channel. Stored runs are resumed by this name. */
    static String contactStep(ChannelContext channel) {
        return "channel:" + channel.name();
    }

    /** The step that handles the missing contacts of a channel. */
    static String missingStep(ChannelContext channel) {
        return "missing:" + channel.name();
    }

    Flow build() {
        boolean handlesMissing = !(runContext.file().onMissing() instanceof JobFile.OnMissing.Keep)
                && !runContext.options().isSample();
        ContactReader reader = new ContactReader(runContext, channel, chunkSize, handlesMissing);
        OutcomeCounter settled = channel.checkpoint().counter();
        FlowBuilder<SimpleFlow> flow = new FlowBuilder<>(channel.name());
        if (!handlesMissing) {
            return flow.start(step(contactStep(channel), reader, settled, reader::isExhausted, false))
                    .build();
        }
        OutcomeCounter settledMissing = new OutcomeCounter();
        MissingContactReader missing = new MissingContactReader(runContext, channel, reader::scan, settledMissing);
        // Only a scan of this process shows which contacts are missing.
        return flow.start(step(contactStep(channel), reader, settled, reader::isExhausted, !isMissingStepComplete()))
                .next(step(missingStep(channel), missing, settledMissing, missing::isExhausted, false))
                .build();
    }

    private boolean isMissingStepComplete() {
        JobInstance instance =
                repository.getJobInstance(ContactJobConfiguration.JOB, BatchLauncher.parameters(runContext));
        StepExecution last = instance == null ? null : repository.getLastStepExecution(instance, missingStep(channel));
        return last != null && last.getStatus() == BatchStatus.COMPLETED;
    }

    private Step step(
            String name,
            ItemReader<SourceItem> reader,
            OutcomeCounter settled,
            BooleanSupplier endOfInput,
            boolean repeatable) {
        ContactWriter writer = new ContactWriter(runContext, channel, rejectPolicy, repository, settled, endOfInput);
        return new StepBuilder(name, repository)
                .<SourceItem, MappedContact>chunk(chunkSize)
                .transactionManager(transactionManager)
                .reader(reader)
                .processor(new ContactProcessor(channel.mapper()))
                .writer(writer)
                .listener(writer)
                .allowStartIfComplete(repeatable)
                .build();
    }
}
