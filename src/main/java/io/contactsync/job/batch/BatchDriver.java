package io.contactsync.job.batch;

import io.contactsync.job.run.ChannelRun;
import io.contactsync.job.run.Setting;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobExecutionException;
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

/** Has Spring Batch drive a run, from its start or from its checkpoints. */
public final class BatchDriver {

    private final Setting setting;
    private final Job job;
    private final JobOperator operator;
    private final JobRepository repository;

    private BatchDriver(Setting setting, ConfigurableApplicationContext context) {
        this.setting = setting;
        this.job = context.getBean(Job.class);
        this.operator = context.getBean(JobOperator.class);
        this.repository = context.getBean(JobRepository.class);
    }

    /**
     * Drives a run until it is done or ended early; then the setting's ending says why.
     *
     * @param resumed whether earlier parts of it have left checkpoints
     */
    public static void drive(Setting setting, boolean resumed) {
        try (ConfigurableApplicationContext context = new SpringApplicationBuilder(ContactJob.class)
                .web(WebApplicationType.NONE)
                .bannerMode(Banner.Mode.OFF)
                .logStartupInfo(false)
                .registerShutdownHook(false)
                .initializers(fresh -> ((GenericApplicationContext) fresh).registerBean(Setting.class, () -> setting))
                .run()) {
            new BatchDriver(setting, context).drive(resumed);
        }
    }

    private void drive(boolean resumed) {
        JobParameters parameters = new JobParametersBuilder()
                .addLong("run", (long) setting.run().no())
                .toJobParameters();
        try {
            JobExecution last = resumed ? repository.getLastJobExecution(job.getName(), parameters) : null;
            JobExecution execution = last == null ? operator.start(job, parameters) : goOn(last);
            if (execution.getStatus() != BatchStatus.COMPLETED
                    && setting.ending().cause() == null) {
                setting.ending().because(failure(execution));
            }
        } catch (JobExecutionException e) {
            throw new IllegalStateException("Spring Batch refuses the run: " + e.getMessage(), e);
        }
    }

    private JobExecution goOn(JobExecution last) throws JobExecutionException {
        restoreSheets(last);
        if (last.getStatus() == BatchStatus.COMPLETED) {
            // Killed between its last step and the note that it is done.
            return last;
        }
        JobExecution ended = last.isRunning() ? operator.recover(last) : last;
        return operator.restart(ended);
    }

    /** The channels that are done are not opened again; their sheets come from their last checkpoints. */
    private void restoreSheets(JobExecution last) {
        for (ChannelRun channel : setting.channels()) {
            StepExecution step = repository.getLastStepExecution(last.getJobInstance(), "channel:" + channel.name());
            if (step != null) {
                channel.checkpoint().restore(step.getExecutionContext());
                channel.live().restore(channel.checkpoint().sheet().text());
            }
        }
    }

    private static Throwable failure(JobExecution execution) {
        List<Throwable> failures = execution.getAllFailureExceptions();
        @Nullable Throwable first = failures.isEmpty() ? null : failures.get(0);
        return first == null ? new IllegalStateException("Spring Batch ended the run " + execution.getStatus()) : first;
    }
}
