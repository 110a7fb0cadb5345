package io.contactsync.job.batch;

import io.contactsync.job.run.Checkpoint;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.listener.StepExecutionListener;
import org.springframework.batch.core.step.StepExecution;

/** Waits for who is still under way when a channel's step ends, and saves how far it came. */
class CheckpointListener implements StepExecutionListener {

    private final ContactWriter writer;
    private final Checkpoint checkpoint;

    CheckpointListener(ContactWriter writer, Checkpoint checkpoint) {
        this.writer = writer;
        this.checkpoint = checkpoint;
    }

    @Override
    public ExitStatus afterStep(StepExecution step) {
        writer.finish();
        checkpoint.save(step.getExecutionContext());
        return step.getExitStatus();
    }
}
