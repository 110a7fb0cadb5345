package io.contactsync.job.batch;

import io.contactsync.contact.Reading;
import io.contactsync.job.run.ChannelRun;
import io.contactsync.job.run.Setting;
import io.contactsync.road.preparation.Prepared;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
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
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.core.task.SyncTaskExecutor;
import org.springframework.core.task.TaskExecutor;
import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Isolation;

/** The road as Spring Batch drives it: read contacts, map them for a channel, bring them to their outcomes. */
@Configuration(proxyBeanMethods = false)
class ContactJob extends JdbcDefaultBatchConfiguration {

    /** One stretch of the source, which is as long as there is anything to gain by it. */
    private static final int CHUNK = 1;

    @Bean
    Job contacts(JobRepository repository, Step channels) {
        return new JobBuilder("contacts", repository).start(channels).build();
    }

    @Bean
    Step channels(JobRepository repository, PlatformTransactionManager transactionManager, Setting setting) {
        return new StepBuilder("channels", repository)
                .partitioner(ChannelStep.NAME, byChannel(setting))
                .step(new ChannelStep(channel -> channel(repository, transactionManager, setting, channel)))
                .taskExecutor(new SimpleAsyncTaskExecutor("channel-"))
                .build();
    }

    private static Partitioner byChannel(Setting setting) {
        return gridSize -> {
            Map<String, ExecutionContext> partitions = new LinkedHashMap<>();
            setting.channels()
                    .forEach(channel -> partitions.put(channel.name(), ChannelStep.contextOf(channel.name())));
            return partitions;
        };
    }

    private static Step channel(
            JobRepository repository, PlatformTransactionManager transactionManager, Setting setting, String name) {
        ChannelRun channel = setting.channel(name);
        ContactWriter writer = new ContactWriter(setting, channel);
        return new StepBuilder(ChannelStep.NAME, repository)
                .<List<Reading>, List<Prepared>>chunk(CHUNK)
                .transactionManager(transactionManager)
                .reader(new ContactReader(setting, channel))
                .processor(new ContactProcessor(channel.preparation()))
                .writer(writer)
                .listener(new CheckpointListener(writer, channel.checkpoint()))
                .build();
    }

    /**
     * The ledger's own, which outlives the context. A chunk's transaction lasts as long as its contacts travel: it
     * takes a connection only when it has something to say, so that the ledger can be compacted meanwhile.
     */
    @Bean(destroyMethod = "")
    DataSource dataSource(Setting setting) {
        return new LazyConnectionDataSourceProxy(setting.ledger().dataSource());
    }

    @Bean
    PlatformTransactionManager transactionManager(DataSource dataSource) {
        return new JdbcTransactionManager(dataSource);
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
