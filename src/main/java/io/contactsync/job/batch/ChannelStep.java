package io.contactsync.job.batch;

import java.util.Map;
import java.util.function.Function;
import org.springframework.batch.core.job.JobInterruptedException;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.infrastructure.item.ExecutionContext;

/**
 * The step of whichever channel a partition is for. Step scope would do the same by a class generated in each start for
 * each of its beans, which no file of classes kept for later starts can hold.
 */
final class ChannelStep implements Step {

    /** The step's name, to which a partition adds its channel's. */
    static final String NAME = "channel";

    private final Function<String, Step> steps;

    /**
     * A step for each channel.
     *
     * @param steps makes a channel's step, by the channel's name
     */
    ChannelStep(Function<String, Step> steps) {
        this.steps = steps;
    }

    /** What a partition knows at its start: its channel. */
    static ExecutionContext contextOf(String channel) {
        return new ExecutionContext(Map.of(NAME, channel));
    }

    @Override
    public String getName() {
        return NAME;
    }

    @Override
    public void execute(StepExecution execution) throws JobInterruptedException {
        steps.apply(execution.getExecutionContext().getString(NAME)).execute(execution);
    }
}
