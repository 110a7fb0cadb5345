package io.contactsync.job.batch;

import io.contactsync.job.run.Checkpoint;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.listener.StepExecutionListener;
import org.springframework.batch.core.step.StepExecution;

/** Saves how far a channel came inside its last chunk, when that chunk was cut short. */
class CheckpointListener implements StepExecutionListener {

    private final Checkpoint checkpoint;

    CheckpointListener(Checkpoint checkpoint) {
        this.checkpoint = checkpoint;
    }

    @Override
    public ExitStatus afterStep(StepExecution step) {
        checkpoint.save(step.getExecutionContext());
        return step.getExitStatus();
    }
}
