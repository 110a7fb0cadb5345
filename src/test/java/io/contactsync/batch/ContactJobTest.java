package io.contactsync.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactsync.contact.Outcome;
import io.contactsync.http.CancellationToken;
import io.contactsync.ledger.Run;
import io.contactsync.report.OutcomeCounter;
import io.contactsync.report.OutcomeCounts;
import io.contactsync.run.RunContext;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobInstance;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.test.ExecutionContextTestUtils;
import org.springframework.batch.test.JobOperatorTestUtils;
import org.springframework.context.ConfigurableApplicationContext;

/** Failure, restart and counts, as stored in Spring Batch's tables. */
class ContactJobTest {

    private static final String CONTACTS = "channel:support";
    private static final String MISSING = "missing:support";
    private static final int COUNT = 45;

    @TempDir
    private Path folder;

    /** Starts the job of a run in a context of its own. */
    private static JobExecution start(RunContext runContext) throws Exception {
        try (ConfigurableApplicationContext context = BatchLauncher.start(runContext)) {
            JobOperatorTestUtils utils =
                    new JobOperatorTestUtils(context.getBean(JobOperator.class), context.getBean(JobRepository.class));
            utils.setJob(context.getBean(Job.class));
            return utils.startJob(BatchLauncher.parameters(runContext));
        }
    }

    /** The rows of a step over all executions of a run, the oldest first. */
    private static List<StepExecution> rows(RunContext runContext, String step) {
        try (ConfigurableApplicationContext context = BatchLauncher.start(runContext)) {
            JobRepository repository = context.getBean(JobRepository.class);
            JobInstance instance =
                    Objects.requireNonNull(repository.getJobInstance("contacts", BatchLauncher.parameters(runContext)));
            return repository.getJobExecutions(instance).stream()
                    .flatMap(job -> job.getStepExecutions().stream())
                    .filter(row -> row.getStepName().equals(step))
                    .sorted(Comparator.comparingLong(StepExecution::getId))
                    .toList();
        }
    }

    private static StepExecution row(JobExecution execution, String step) {
        return execution.getStepExecutions().stream()
                .filter(row -> row.getStepName().equals(step))
                .findFirst()
                .orElseThrow();
    }

    private static StepCounts.Totals sum(List<StepExecution> rows) {
        return rows.stream().map(StepCounts.Totals::of).reduce(StepCounts.Totals.NONE, StepCounts.Totals::plus);
    }

    private static OutcomeCounts counts(RunContext runContext) {
        return runContext.channel("support").counter().counts();
    }

    private static List<String> numbers(int from, int to) {
        return IntStream.rangeClosed(from, to)
                .filter(id -> id != 3 && id != 7)
                .mapToObj(String::valueOf)
                .toList();
    }

    @Test
    void countsOutcomesInTheStepsRow() throws Exception {
        try (BatchFixture fixture = new BatchFixture(folder, COUNT, "keep")) {
            JobExecution first = start(fixture.context(fixture.newRun()));
            JobExecution second = start(fixture.context(fixture.newRun()));

            assertThat(first.getStatus()).isEqualTo(BatchStatus.COMPLETED);
            assertThat(StepCounts.Totals.of(row(first, CONTACTS))).isEqualTo(new StepCounts.Totals(COUNT, 43, 1, 1));
            assertThat(StepCounts.Totals.of(row(second, CONTACTS))).isEqualTo(new StepCounts.Totals(COUNT, 0, 44, 1));
            assertThat(row(second, CONTACTS).getCommitCount()).isEqualTo(5);
        }
    }

    @Test
    void failedStepRestartsAtItsCheckpointAndItsRowsAddUpToTheResult() throws Exception {
        try (BatchFixture fixture = new BatchFixture(folder, COUNT, "keep")) {
            Run run = fixture.newRun();
            fixture.beforeWrite = id -> {
                if (id.equals("28")) {
                    throw new IllegalStateException("the connection was cut");
                }
            };
            JobExecution failed = start(fixture.context(run));
            StepExecution step = row(failed, CONTACTS);

            assertThat(failed.getStatus()).isEqualTo(BatchStatus.FAILED);
            assertThat(step.getStatus()).isEqualTo(BatchStatus.FAILED);
            assertThat(StepCounts.Totals.of(step)).isEqualTo(new StepCounts.Totals(27, 25, 1, 1));
            assertThat(ExecutionContextTestUtils.<String>getValueFromStepInJob(failed, CONTACTS, "position"))
                    .isEqualTo("27");

            fixture.beforeWrite = id -> {};
            RunContext resumed = fixture.context(run);
            BatchLauncher.launch(resumed, true);
            List<StepExecution> rows = rows(resumed, CONTACTS);

            assertThat(resumed.terminationCause().get()).isNull();
            assertThat(fixture.written).isEqualTo(numbers(1, COUNT));
            assertThat(rows)
                    .extracting(StepExecution::getStatus)
                    .containsExactly(BatchStatus.FAILED, BatchStatus.COMPLETED);
            assertThat(StepCounts.Totals.of(rows.get(1))).isEqualTo(new StepCounts.Totals(18, 18, 0, 0));
            assertThat(sum(rows)).isEqualTo(StepCounts.Totals.of(counts(resumed)));
            assertThat(counts(resumed).of(Outcome.CREATED)).isEqualTo(43);
        }
    }

    @Test
    void stoppedStepIsStoppedAndRestarts() throws Exception {
        try (BatchFixture fixture = new BatchFixture(folder, COUNT, "keep")) {
            Run run = fixture.newRun();
            fixture.beforeWrite = id -> {
                if (id.equals("15")) {
                    fixture.stop.requestStop(Duration.ofSeconds(5));
                }
            };
            JobExecution stopped = start(fixture.context(run));

            assertThat(row(stopped, CONTACTS).getStatus()).isEqualTo(BatchStatus.STOPPED);
            assertThat(stopped.getStatus()).isEqualTo(BatchStatus.STOPPED);
            assertThat(row(stopped, CONTACTS).getReadCount()).isEqualTo(15);

            fixture.beforeWrite = id -> {};
            fixture.stop = new CancellationToken();
            RunContext resumed = fixture.context(run);
            BatchLauncher.launch(resumed, true);

            assertThat(resumed.terminationCause().get()).isNull();
            assertThat(fixture.written).isEqualTo(numbers(1, COUNT));
            assertThat(sum(rows(resumed, CONTACTS))).isEqualTo(new StepCounts.Totals(COUNT, 43, 1, 1));
        }
    }

    @Test
    void missingContactsAreASecondStepThatRestartsWithANewScan() throws Exception {
        try (BatchFixture fixture = new BatchFixture(folder, COUNT, "{tag: Gone}")) {
            start(fixture.context(fixture.newRun()));
            fixture.ids.removeAll(List.of("20", "21"));
            fixture.written.clear();
            Run run = fixture.newRun();
            fixture.beforeWrite = id -> {
                if (id.equals("21")) {
                    throw new IllegalStateException("the connection was cut");
                }
            };
            JobExecution failed = start(fixture.context(run));

            assertThat(row(failed, CONTACTS).getStatus()).isEqualTo(BatchStatus.COMPLETED);
            assertThat(row(failed, MISSING).getStatus()).isEqualTo(BatchStatus.FAILED);
            assertThat(StepCounts.Totals.of(row(failed, MISSING))).isEqualTo(new StepCounts.Totals(1, 1, 0, 0));

            fixture.beforeWrite = id -> {};
            RunContext resumed = fixture.context(run);
            BatchLauncher.launch(resumed, true);

            assertThat(resumed.terminationCause().get()).isNull();
            assertThat(fixture.written).containsExactly("20", "21");
            assertThat(counts(resumed).missing()).isEqualTo(2);
            assertThat(sum(rows(resumed, MISSING))).isEqualTo(new StepCounts.Totals(2, 2, 0, 0));
            assertThat(sum(rows(resumed, CONTACTS))).isEqualTo(StepCounts.Totals.of(counts(resumed)));

            RunContext again = fixture.context(run);
            BatchLauncher.launch(again, true);
            assertThat(counts(again).missing()).isEqualTo(2);
            assertThat(rows(again, CONTACTS)).hasSize(2);
        }
    }

    /** An earlier version ran each channel as a partition of a step, and counted chunks. */
    @Test
    void resumesARunOfAnEarlierVersion() throws Exception {
        try (BatchFixture fixture = new BatchFixture(folder, COUNT, "keep")) {
            Run run = fixture.newRun();
            RunContext runContext = fixture.context(run);
            OutcomeCounter counter = new OutcomeCounter();
            IntStream.range(0, 20).forEach(i -> counter.add(Outcome.CREATED));
            try (ConfigurableApplicationContext context = BatchLauncher.start(runContext)) {
                JobRepository repository = context.getBean(JobRepository.class);
                JobInstance instance = repository.createJobInstance("contacts", BatchLauncher.parameters(runContext));
                JobExecution killed = repository.createJobExecution(
                        instance, BatchLauncher.parameters(runContext), new ExecutionContext());
                killed.setStatus(BatchStatus.STARTED);
                killed.setStartTime(LocalDateTime.of(2026, 1, 31, 2, 0));
                repository.update(killed);
                for (String name : List.of("channels", CONTACTS)) {
                    StepExecution step = repository.createStepExecution(name, killed);
                    step.setStatus(BatchStatus.STARTED);
                    step.setStartTime(LocalDateTime.of(2026, 1, 31, 2, 0));
                    step.setReadCount(2);
                    step.setWriteCount(2);
                    repository.update(step);
                    step.getExecutionContext().putString("channel", "support");
                    step.getExecutionContext().putString("position", "20");
                    step.getExecutionContext().putString("sheet", counter.text());
                    repository.updateExecutionContext(step);
                }
            }

            RunContext resumed = fixture.context(run);
            BatchLauncher.launch(resumed, true);

            assertThat(resumed.terminationCause().get()).isNull();
            assertThat(fixture.written).isEqualTo(numbers(21, COUNT));
            assertThat(counts(resumed).read()).isEqualTo(COUNT);
            assertThat(sum(rows(resumed, CONTACTS))).isEqualTo(StepCounts.Totals.of(counts(resumed)));
        }
    }
}
