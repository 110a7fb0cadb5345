package io.contactsync.batch;

import io.contactsync.contact.Outcome;
import io.contactsync.report.OutcomeCounter;
import io.contactsync.report.OutcomeCounts;
import java.util.ArrayList;
import java.util.List;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.StepExecution;

/**
 * The counts of a step's row in BATCH_STEP_EXECUTION. They come from the settled contacts, not from what Spring Batch
 * has read ahead: READ_COUNT = settled, WRITE_COUNT = created + updated, FILTER_COUNT = unchanged + skipped,
 * WRITE_SKIP_COUNT = rejected. The rows of one step over all executions of a run add up to the run's result.
 */
final class StepCounts {

    /** The four counts of a row. */
    record Totals(long read, long written, long filtered, long rejected) {

        static final Totals NONE = new Totals(0, 0, 0, 0);

        static Totals of(OutcomeCounts counts) {
            return new Totals(
                    counts.read(),
                    counts.of(Outcome.CREATED) + counts.of(Outcome.UPDATED),
                    counts.of(Outcome.UNCHANGED) + counts.of(Outcome.SKIPPED),
                    counts.of(Outcome.REJECTED));
        }

        static Totals of(StepExecution row) {
            return new Totals(row.getReadCount(), row.getWriteCount(), row.getFilterCount(), row.getWriteSkipCount());
        }

        Totals plus(Totals other) {
            return new Totals(
                    read + other.read, written + other.written, filtered + other.filtered, rejected + other.rejected);
        }

        Totals minus(Totals other) {
            return plus(new Totals(-other.read, -other.written, -other.filtered, -other.rejected));
        }

        boolean isNegative() {
            return read < 0 || written < 0 || filtered < 0 || rejected < 0;
        }

        void applyTo(StepExecution row) {
            row.setReadCount(read);
            row.setWriteCount(written);
            row.setFilterCount(filtered);
            row.setWriteSkipCount(rejected);
        }
    }

    private final JobRepository repository;
    private final OutcomeCounter settled;
    private Totals earlier = Totals.NONE;

    /**
     * Creates the counts of one execution.
     *
     * @param settled what the whole run has settled in this step, earlier executions included
     */
    StepCounts(JobRepository repository, OutcomeCounter settled) {
        this.repository = repository;
        this.settled = settled;
    }

    /**
     * Reads the rows of the step's earlier executions in this run. Where the run has to start the step from the
     * beginning, it settles their contacts again: then the earlier rows are set to 0, so that no contact is counted
     * twice.
     */
    void open(StepExecution current) {
        List<StepExecution> rows = earlierRows(current);
        earlier = rows.stream().map(Totals::of).reduce(Totals.NONE, Totals::plus);
        if (sinceEarlier().isNegative()) {
            rows.forEach(row -> {
                Totals.NONE.applyTo(row);
                repository.update(row);
            });
            earlier = Totals.NONE;
        }
    }

    private List<StepExecution> earlierRows(StepExecution current) {
        List<StepExecution> rows = new ArrayList<>();
        for (JobExecution job :
                repository.getJobExecutions(current.getJobExecution().getJobInstance())) {
            job.getStepExecutions().stream()
                    .filter(row -> row.getStepName().equals(current.getStepName()) && row.getId() != current.getId())
                    .forEach(rows::add);
        }
        return rows;
    }

    /** Sets the counts of the current execution. */
    void applyTo(StepExecution current) {
        sinceEarlier().applyTo(current);
    }

    private Totals sinceEarlier() {
        return Totals.of(settled.counts()).minus(earlier);
    }
}
