package io.contactsync.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactsync.state.StateDirectory;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunStoreTest {

    private static final Map<String, String> IDENTITY = Map.of("source", "1f", "target", "2e=");

    private JobLedger job;
    private RunStore runs;

    @BeforeEach
    void open(@TempDir Path folder) {
        job = JobLedger.open(StateDirectory.open(folder), "job");
        runs = job.runs();
    }

    @AfterEach
    void close() {
        job.close();
    }

    @Test
    void noRunIsUnfinishedInANewLedger() {
        assertThat(runs.unfinished()).isEmpty();
        assertThat(runs.last()).isEmpty();
    }

    @Test
    void runsAreNumberedFromOneSamplesToo() {
        assertThat(runs.begin(true, IDENTITY).number()).isEqualTo(1);
        assertThat(runs.begin(false, IDENTITY).number()).isEqualTo(2);
    }

    @Test
    void runThatWasKilledWaitsToBeContinued() {
        Run run = runs.begin(false, IDENTITY);
        assertThat(runs.unfinished()).get().satisfies(waiting -> {
            assertThat(waiting.number()).isEqualTo(run.number());
            assertThat(waiting.identity()).isEqualTo(IDENTITY);
            assertThat(waiting.finished()).isNull();
            assertThat(waiting.readFromStart()).isFalse();
        });
    }

    @Test
    void stoppedAndFailedRunsWaitDoneAndAbandonedOnesDoNot() {
        Run run = runs.begin(false, IDENTITY);
        for (Run.Status status : Run.Status.values()) {
            runs.end(run, status, "{}");
            boolean waits = status != Run.Status.COMPLETED && status != Run.Status.ABANDONED;
            assertThat(runs.unfinished().isPresent()).as("%s", status).isEqualTo(waits);
        }
        runs.resume(run);
        assertThat(runs.unfinished()).get().extracting(Run::finished).isNull();
        runs.abandon(run);
        assertThat(runs.unfinished()).isEmpty();
    }

    @Test
    void sampleDoesNotHideAnUnfinishedRun() {
        Run whole = runs.begin(false, IDENTITY);
        runs.end(whole, Run.Status.STOPPED, "{}");
        Run sample = runs.begin(true, IDENTITY);
        runs.end(sample, Run.Status.COMPLETED, "{}");
        assertThat(runs.unfinished()).get().extracting(Run::number).isEqualTo(whole.number());
    }

    @Test
    void runThatRequiresAScanIsReadFromTheStart() {
        Run run = runs.begin(false, IDENTITY);
        runs.requireReadFromStart(run.number());
        assertThat(runs.last()).get().extracting(Run::readFromStart).isEqualTo(true);
    }
}
