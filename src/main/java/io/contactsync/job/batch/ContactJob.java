package io.contactsync.job.batch;

import io.contactsync.contact.Reading;
import io.contactsync.job.run.Setting;
import io.contactsync.road.preparation.Prepared;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.batch.core.configuration.annotation.StepScope;
import org.springframework.batch.core.configuration.support.JdbcDefaultBatchConfiguration;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.partition.Partitioner;
import org.springframework.batch.core.repository.ExecutionContextSerializer;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.repository.dao.JacksonExecutionContextStringSerializer;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.core.task.SyncTaskExecutor;
import org.springframework.core.task.TaskExecutor;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Isolation;

/** The road as Spring Batch drives it: read contacts, map them for a channel, bring them to their outcomes. */
@Configuration
class ContactJob extends JdbcDefaultBatchConfiguration {

    /** One stretch of the source, which is as long as there is anything to gain by it. */
    private static final int CHUNK = 1;

    @Bean
    Job contacts(JobRepository repository, Step channels) {
        return new JobBuilder("contacts", repository).start(channels).build();
    }

    @Bean
    Step channels(JobRepository repository, Setting setting, Step channel) {
        return new StepBuilder("channels", repository)
                .partitioner("channel", byChannel(setting))
                .step(channel)
                .taskExecutor(new SimpleAsyncTaskExecutor("channel-"))
                .build();
    }

    private static Partitioner byChannel(Setting setting) {
        return gridSize -> {
            Map<String, ExecutionContext> partitions = new LinkedHashMap<>();
            setting.channels()
                    .forEach(channel ->
                            partitions.put(channel.name(), new ExecutionContext(Map.of("channel", channel.name()))));
            return partitions;
        };
    }

    @Bean
    Step channel(
            JobRepository repository,
            PlatformTransactionManager transactionManager,
            ContactReader reader,
            ContactProcessor processor,
            ContactWriter writer,
            CheckpointListener listener) {
        return new StepBuilder("channel", repository)
                .<List<Reading>, List<Prepared>>chunk(CHUNK)
                .transactionManager(transactionManager)
                .reader(reader)
                .processor(processor)
                .writer(writer)
                .listener(listener)
                .build();
    }

    @Bean
    @StepScope
    ContactReader reader(Setting setting, @Value("#{stepExecutionContext['channel']}") String channel) {
        return new ContactReader(setting, setting.channel(channel));
    }

    @Bean
    @StepScope
    ContactProcessor processor(Setting setting, @Value("#{stepExecutionContext['channel']}") String channel) {
        return new ContactProcessor(setting.channel(channel).preparation());
    }

    @Bean
    @StepScope
    ContactWriter writer(Setting setting, @Value("#{stepExecutionContext['channel']}") String channel) {
        return new ContactWriter(setting, setting.channel(channel));
    }

    @Bean
    @StepScope
    CheckpointListener listener(Setting setting, @Value("#{stepExecutionContext['channel']}") String channel) {
        return new CheckpointListener(setting.channel(channel).checkpoint());
    }

    /** The ledger's own, which outlives the context. */
    @Bean(destroyMethod = "")
    DataSource dataSource(Setting setting) {
        return setting.ledger().dataSource();
    }

    @Bean
    PlatformTransactionManager transactionManager(Setting setting) {
        return new JdbcTransactionManager(setting.ledger().dataSource());
    }

    @Override
    protected ExecutionContextSerializer getExecutionContextSerializer() {
        return new JacksonExecutionContextStringSerializer();
    }

    /** The job on the calling thread: it has ended when start or restart returns. */
    @Override
    protected TaskExecutor getTaskExecutor() {
        return new SyncTaskExecutor();
    }

    /** H2's file belongs to one process, so nothing can be created at once elsewhere. */
    @Override
    protected Isolation getIsolationLevelForCreate() {
        return Isolation.READ_COMMITTED;
    }
}
