package io.contactsync.job.batch;

import io.contactsync.contact.Reading;
import io.contactsync.job.run.ChannelRun;
import io.contactsync.job.run.Setting;
import io.contactsync.jobfile.setting.OnMissing;
import io.contactsync.report.Sheet;
import io.contactsync.road.preparation.Prepared;
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

/** The steps of one channel: its contacts and, if the job acts on missing contacts, these. */
final class ChannelFlow {

    private final JobRepository repository;
    private final PlatformTransactionManager transactionManager;
    private final Setting setting;
    private final ChannelRun channel;
    private final int chunkSize;

    ChannelFlow(
            JobRepository repository,
            PlatformTransactionManager transactionManager,
            Setting setting,
            ChannelRun channel) {
        this.repository = repository;
        this.transactionManager = transactionManager;
        this.setting = setting;
        this.channel = channel;
        this.chunkSize = setting.options().named(channel.name()).isPresent()
                ? 1
                : setting.source().pageSize();
    }

    /** The step that syncs the contacts of a channel. Stored runs are resumed by this name. */
    static String contactStep(ChannelRun channel) {
        return "channel:" + channel.name();
    }

    /** The step that handles the missing contacts of a channel. */
    static String missingStep(ChannelRun channel) {
        return "missing:" + channel.name();
    }

    Flow build() {
        boolean handlesMissing = !(setting.file().onMissing() instanceof OnMissing.Keep)
                && !setting.options().isSample();
        ContactReader reader = new ContactReader(setting, channel, chunkSize, handlesMissing);
        Sheet settled = channel.checkpoint().sheet();
        FlowBuilder<SimpleFlow> flow = new FlowBuilder<>(channel.name());
        if (!handlesMissing) {
            return flow.start(step(contactStep(channel), reader, settled, reader::isExhausted, false))
                    .build();
        }
        Sheet settledMissing = new Sheet();
        MissingContactReader missing = new MissingContactReader(setting, channel, reader::scan, settledMissing);
        // Only a scan of this process can tell which contacts are missing.
        return flow.start(step(contactStep(channel), reader, settled, reader::isExhausted, !isMissingStepComplete()))
                .next(step(missingStep(channel), missing, settledMissing, missing::isExhausted, false))
                .build();
    }

    private boolean isMissingStepComplete() {
        JobInstance instance =
                repository.getJobInstance(ContactJobConfiguration.JOB, BatchLauncher.parameters(setting));
        StepExecution last = instance == null ? null : repository.getLastStepExecution(instance, missingStep(channel));
        return last != null && last.getStatus() == BatchStatus.COMPLETED;
    }

    private Step step(
            String name, ItemReader<Reading> reader, Sheet settled, BooleanSupplier endOfInput, boolean repeatable) {
        ContactWriter writer = new ContactWriter(setting, channel, repository, settled, endOfInput);
        return new StepBuilder(name, repository)
                .<Reading, Prepared>chunk(chunkSize)
                .transactionManager(transactionManager)
                .reader(reader)
                .processor(new ContactProcessor(channel.preparation()))
                .writer(writer)
                .listener(writer)
                .allowStartIfComplete(repeatable)
                .build();
    }
}
