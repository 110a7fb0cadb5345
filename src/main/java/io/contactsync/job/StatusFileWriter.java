package io.contactsync.job;

import io.contactsync.http.ClientMetrics;
import io.contactsync.report.RunResult;
import io.contactsync.report.RunStatus;
import io.contactsync.report.StatusJson;
import io.contactsync.state.LedgerException;
import io.contactsync.state.StateDirectory;
import io.contactsync.support.DiskSpace;
import io.contactsync.support.NamedThreadFactory;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes the status of a run to the job's status file, every second and at the end. */
final class StatusFileWriter implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StatusFileWriter.class);
    private static final long MIN_FAILURE_SECONDS = 5;
    private static final Duration INTERVAL = Duration.ofSeconds(1);

    private final StateDirectory state;
    private final RunMonitor run;
    private final RunStatus.RunProcess process = RunStatus.RunProcess.current();
    private final AtomicBoolean warned = new AtomicBoolean();
    private final Thread thread = NamedThreadFactory.daemon("status", this::write);

    private StatusFileWriter(StateDirectory state, RunMonitor run) {
        this.state = state;
        this.run = run;
    }

    /**
     * Starts a writer, which writes until it is closed.
     *
     * @throws LedgerException if the disk is full, so that no run starts of which nothing would be known
     */
    public static StatusFileWriter start(StateDirectory state, RunMonitor run) {
        StatusFileWriter writer = new StatusFileWriter(state, run);
        Optional<LedgerException> failure = writer.write(RunStatus.State.RUNNING, null);
        if (failure.isPresent() && DiskSpace.isExhausted(failure.get())) {
            throw failure.get();
        }
        writer.thread.start();
        return writer;
    }

    private void write() {
        try {
            while (true) {
                Thread.sleep(INTERVAL.toMillis());
                write(RunStatus.State.RUNNING, null);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Stops the writer and writes the final status.
     *
     * @return why it could not be written, if the disk is full
     */
    public Optional<String> finish(RunResult result) {
        close();
        return write(RunStatus.State.valueOf(result.status().json()), result.error())
                .filter(DiskSpace::isExhausted)
                .map(Throwable::getMessage);
    }

    private Optional<LedgerException> write(RunStatus.State status, @Nullable String error) {
        try {
            state.write(
                    run.job() + ".status", StatusJson.of(status(status, error)).toString());
            return Optional.empty();
        } catch (LedgerException e) {
            // No contact depends on it, and if the disk is full the ledger reports that itself.
            if (!DiskSpace.isExhausted(e) && !warned.getAndSet(true)) {
                LOG.warn("the run's status is not written: {}", e.getMessage());
            }
            return Optional.of(e);
        }
    }

    private RunStatus status(RunStatus.State status, @Nullable String error) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        boolean running = status == RunStatus.State.RUNNING;
        List<RunStatus.Client> clients = running
                ? Stream.concat(
                                run.sourceMetrics().stream(),
                                run.channels().stream().flatMap(channel -> channel.metrics().stream()))
                        .map(StatusFileWriter::client)
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
                clients,
                run.total(),
                running ? secondsLeft() : OptionalLong.empty(),
                run.checkpoints(),
                error);
    }

    private static RunStatus.Client client(ClientMetrics metrics) {
        OptionalLong limit = metrics.currentLimit().isPresent()
                ? OptionalLong.of(metrics.currentLimit().get())
                : OptionalLong.empty();
        // A single failed call is retried at once and is not reported.
        long failingSeconds = metrics.failingFor().toSeconds() < MIN_FAILURE_SECONDS
                ? 0
                : metrics.failingFor().toSeconds();
        return new RunStatus.Client(
                metrics.name(),
                metrics.callsLastMinute(),
                limit,
                metrics.pausedFor().plusMillis(999).toSeconds(),
                failingSeconds);
    }

    private OptionalLong secondsLeft() {
        Optional<Duration> left = run.timeLeft();
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
