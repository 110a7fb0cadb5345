package io.contactsync.batch;

import io.contactsync.run.ChannelContext;
import io.contactsync.run.RunContext;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobExecutionException;
import org.springframework.batch.core.job.JobInstance;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** Runs a job with Spring Batch, from its start or from its checkpoints. */
public final class BatchLauncher {

    private final RunContext runContext;
    private final Job job;
    private final JobOperator operator;
    private final JobRepository repository;

    private BatchLauncher(RunContext runContext, ConfigurableApplicationContext context) {
        this.runContext = runContext;
        this.job = context.getBean(Job.class);
        this.operator = context.getBean(JobOperator.class);
        this.repository = context.getBean(JobRepository.class);
    }

    /**
     * Runs a job in a Spring context of its own, until it is done or has ended early; in the latter case the run
     * context's ending holds the cause.
     *
     * @param runContext the run; its ledger is open, and so locked
     * @param resumed whether earlier parts of the run have left checkpoints
     */
    public static void launch(RunContext runContext, boolean resumed) {
        try (ConfigurableApplicationContext context = start(runContext)) {
            new BatchLauncher(runContext, context).launch(resumed);
        }
    }

    /** Starts the context of a run. */
    static ConfigurableApplicationContext start(RunContext runContext) {
        return new SpringApplicationBuilder(ContactJobConfiguration.class)
                .web(WebApplicationType.NONE)
                .bannerMode(Banner.Mode.OFF)
                .logStartupInfo(false)
                .registerShutdownHook(false)
                .initializers(
                        fresh -> ((GenericApplicationContext) fresh).registerBean(RunContext.class, () -> runContext))
                .run();
    }

    /** What identifies a run's job instance. */
    static JobParameters parameters(RunContext runContext) {
        return new JobParametersBuilder()
                .addLong("run", (long) runContext.run().number())
                .toJobParameters();
    }

    private void launch(boolean resumed) {
        JobParameters parameters = parameters(runContext);
        try {
            JobExecution last = resumed ? repository.getLastJobExecution(job.getName(), parameters) : null;
            JobExecution execution = last == null ? operator.start(job, parameters) : resume(last);
            if (execution.getStatus() != BatchStatus.COMPLETED
                    && runContext.terminationCause().get() == null) {
                runContext.terminationCause().set(failure(execution));
            }
        } catch (JobExecutionException e) {
            throw new IllegalStateException("Spring Batch refuses the run: " + e.getMessage(), e);
        }
    }

    private JobExecution resume(JobExecution last) throws JobExecutionException {
        restoreCheckpoints(last.getJobInstance());
        if (last.getStatus() == BatchStatus.COMPLETED) {
            // The process was killed after the job had completed, before the ledger recorded that.
            return last;
        }
        JobExecution ended = last.isRunning() ? operator.recover(last) : last;
        return operator.restart(ended);
    }

    /** Restores all channels: the steps of those that are done are not started again. */
    private void restoreCheckpoints(JobInstance instance) {
        for (ChannelContext channel : runContext.channels()) {
            StepExecution step = repository.getLastStepExecution(instance, ChannelFlow.missingStep(channel));
            if (step == null || step.getStatus() != BatchStatus.COMPLETED) {
                step = repository.getLastStepExecution(instance, ChannelFlow.contactStep(channel));
            }
            if (step != null) {
                channel.checkpoint().restore(step.getExecutionContext());
                channel.counter().restore(channel.checkpoint().counter().text());
            }
        }
    }

    private static Throwable failure(JobExecution execution) {
        List<Throwable> failures = execution.getAllFailureExceptions();
        @Nullable Throwable first = failures.isEmpty() ? null : failures.get(0);
        return first == null ? new IllegalStateException("Spring Batch ended the run " + execution.getStatus()) : first;
    }
}
