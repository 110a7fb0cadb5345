package io.contactsync.job;

import io.contactsync.http.ClientMetrics;
import io.contactsync.report.RunResult;
import io.contactsync.report.RunStatus;
import io.contactsync.report.StatusJson;
import io.contactsync.state.LedgerException;
import io.contactsync.state.StateDirectory;
import io.contactsync.support.NamedThreadFactory;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes how a run stands into the job's status file, every second and at the end. */
final class StatusFileWriter implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StatusFileWriter.class);
    private static final long NEWS_SECONDS = 5;
    private static final Duration EVERY = Duration.ofSeconds(1);

    private final StateDirectory state;
    private final RunMonitor run;
    private final RunStatus.RunProcess process = RunStatus.RunProcess.current();
    private final RemainingWork outlook;
    private final Thread thread = NamedThreadFactory.daemon("status", this::write);

    private StatusFileWriter(StateDirectory state, RunMonitor run) {
        this.state = state;
        this.run = run;
        this.outlook = new RemainingWork(run);
    }

    /** Begins to write; closing it ends that. */
    public static StatusFileWriter start(StateDirectory state, RunMonitor run) {
        StatusFileWriter writer = new StatusFileWriter(state, run);
        writer.write(RunStatus.State.RUNNING, null);
        writer.thread.start();
        return writer;
    }

    private void write() {
        try {
            while (true) {
                Thread.sleep(EVERY.toMillis());
                write(RunStatus.State.RUNNING, null);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Writes how the run has ended. */
    public void finish(RunResult result) {
        close();
        write(RunStatus.State.valueOf(result.status().json()), result.error());
    }

    private void write(RunStatus.State status, @Nullable String error) {
        try {
            state.write(
                    run.job() + ".status", StatusJson.of(status(status, error)).toString());
        } catch (LedgerException e) {
            // Nobody's contacts depend on it; where the disk is full the ledger says so itself.
            LOG.warn("the run's status is not written: {}", e.getMessage());
        }
    }

    private RunStatus status(RunStatus.State status, @Nullable String error) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        boolean running = status == RunStatus.State.RUNNING;
        List<RunStatus.Client> paces = running
                ? Stream.concat(
                                run.sourceMetrics().stream(),
                                run.channels().stream().flatMap(channel -> channel.metrics().stream()))
                        .map(StatusFileWriter::pace)
                        .toList()
                : List.of();
        return new RunStatus(
                run.job(),
                run.number(),
                status,
                process,
                run.startedAt().truncatedTo(ChronoUnit.MILLIS),
                now,
                run.counts().byName(),
                run.calls(),
                paces,
                run.total(),
                running ? secondsLeft() : OptionalLong.empty(),
                run.checkpoints(),
                error);
    }

    private static RunStatus.Client pace(ClientMetrics figures) {
        OptionalLong limit = figures.currentLimit().isPresent()
                ? OptionalLong.of(figures.currentLimit().get())
                : OptionalLong.empty();
        // What is tried again at once is no news.
        long troubled = figures.failingFor().toSeconds() < NEWS_SECONDS
                ? 0
                : figures.failingFor().toSeconds();
        return new RunStatus.Client(
                figures.name(),
                figures.callsLastMinute(),
                limit,
                figures.pausedFor().plusMillis(999).toSeconds(),
                troubled);
    }

    private OptionalLong secondsLeft() {
        Optional<Duration> left = outlook.timeLeft();
        return left.isPresent() ? OptionalLong.of(left.get().toSeconds()) : OptionalLong.empty();
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
