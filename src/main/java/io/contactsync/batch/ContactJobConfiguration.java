package io.contactsync.batch;

import io.contactsync.run.RunContext;
import javax.sql.DataSource;
import org.springframework.batch.core.configuration.support.JdbcDefaultBatchConfiguration;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.builder.FlowBuilder;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.job.flow.Flow;
import org.springframework.batch.core.job.flow.support.SimpleFlow;
import org.springframework.batch.core.repository.ExecutionContextSerializer;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.repository.dao.JacksonExecutionContextStringSerializer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Isolation;

/** The job: for each channel, at the same time as the others, sync its contacts, then its missing contacts. */
@Configuration(proxyBeanMethods = false)
class ContactJobConfiguration extends JdbcDefaultBatchConfiguration {

    static final String JOB = "contacts";

    @Bean
    Job contacts(JobRepository repository, PlatformTransactionManager transactionManager, RunContext runContext) {
        Flow[] flows = runContext.channels().stream()
                .map(channel -> new ChannelFlow(repository, transactionManager, runContext, channel).build())
                .toArray(Flow[]::new);
        Flow channels = new FlowBuilder<SimpleFlow>("channels")
                .split(new SimpleAsyncTaskExecutor("channel-"))
                .add(flows)
                .build();
        return new JobBuilder(JOB, repository).start(channels).end().build();
    }

    /**
     * The ledger's connections. A chunk's transaction stays open while its contacts are synced: it takes a connection
     * only for its commit, so that the ledger can be compacted in the meantime.
     */
    @Bean(destroyMethod = "")
    DataSource dataSource(RunContext runContext) {
        return new LazyConnectionDataSourceProxy(runContext.ledger().dataSource());
    }

    @Bean
    PlatformTransactionManager transactionManager(DataSource dataSource) {
        return new JdbcTransactionManager(dataSource);
    }

    @Override
    protected ExecutionContextSerializer getExecutionContextSerializer() {
        return new JacksonExecutionContextStringSerializer();
    }

    @Override
    protected Isolation getIsolationLevelForCreate() {
        return Isolation.READ_COMMITTED;
    }
}
