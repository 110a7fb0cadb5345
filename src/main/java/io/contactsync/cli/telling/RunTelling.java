package io.contactsync.cli.telling;

import io.contactsync.cli.progress.Lookout;
import io.contactsync.cli.progress.PauseLog;
import io.contactsync.http.ClientFigures;
import io.contactsync.job.JobRun;
import io.contactsync.job.progress.RunView;
import io.contactsync.jobfile.JobFile;
import io.contactsync.jobfile.WrittenSettings;
import io.contactsync.jobfile.setting.Notify;
import io.contactsync.ledger.state.LedgerFailed;
import io.contactsync.report.ResultMetrics;
import io.contactsync.report.RunResult;
import io.contactsync.report.html.ReportPage;
import io.contactsync.report.html.RunReport;
import io.contactsync.report.html.Trace;
import io.contactsync.support.AtomicFile;
import io.contactsync.support.NamedThreadFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/** Observes a run and, when it has ended, writes its report and metrics and sends its notification. */
public final class RunTelling implements JobRun.Watch {

    private static final Logger LOG = LoggerFactory.getLogger(RunTelling.class);
    private static final int MAX_REJECTS = 5_000;
    private static final int SAMPLE_INTERVAL_MILLIS = 1_000;

    private final JobFile job;
    private final Map<String, String> settings;
    private final @Nullable Path report;
    private final @Nullable Path metrics;
    private final JobRun.Watch delegate;
    private final Instant startedAt = Instant.now();
    private final PauseLog pauses = new PauseLog();
    private @Nullable Thread sampling;
    private Optional<Notice> notification = Optional.empty();

    /**
     * Creates a reporter for one run.
     *
     * @param report the report's file, or null for no report
     * @param metrics the metrics file, or null for no metrics
     * @param delegate is also notified of the start of the run
     */
    public RunTelling(JobFile job, @Nullable Path report, @Nullable Path metrics, JobRun.Watch delegate) {
        this.job = job;
        this.settings = WrittenSettings.of(job);
        this.report = report;
        this.metrics = metrics;
        this.delegate = delegate;
    }

    @Override
    public void begun(RunView run) {
        delegate.begun(run);
        if (report != null) {
            Lookout sampler = new Lookout(run);
            Thread thread = NamedThreadFactory.daemon("pauses", () -> samplePauses(sampler));
            thread.start();
            sampling = thread;
        }
    }

    private void samplePauses(Lookout sampler) {
        try {
            while (true) {
                Thread.sleep(SAMPLE_INTERVAL_MILLIS);
                pauses.add(Instant.now(), sampler.channels());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public RunResult ended(RunView run, RunResult result) {
        stopSampling();
        RunResult reported = report == null ? result : writeReport(run, result, report);
        Map<Integer, String> others = readOrElse(() -> run.history().otherResults(), Map.of());
        report(reported, others.values(), readOrElse(() -> previousRun(run), Optional.empty()));
        return reported;
    }

    /** Reads from the ledger; a failing ledger must not prevent the report about its failure. */
    private static <T> T readOrElse(Supplier<T> read, T fallback) {
        try {
            return read.get();
        } catch (LedgerFailed e) {
            LOG.debug("earlier runs cannot be read: {}", e.getMessage());
            return fallback;
        }
    }

    private void report(RunResult result, Collection<String> others, Optional<Notice.PreviousRun> previous) {
        if (metrics != null) {
            write(metrics, "metrics file", ResultMetrics.of(result, others));
        }
        notification = Notice.of(result, previous);
    }

    /**
     * Reports a run that ended without a result because its state could not be opened or closed.
     *
     * @param cause its message becomes the run's error
     */
    public void failed(RuntimeException cause) {
        stopSampling();
        if (notification
                .filter(sent -> sent.occasion() == Notify.Occasion.FAILURE)
                .isEmpty()) {
            String error = String.valueOf(cause.getMessage());
            report(RunResult.withoutResult(job.name(), startedAt, error), List.of(), Optional.empty());
        }
    }

    private void stopSampling() {
        if (sampling != null) {
            sampling.interrupt();
            try {
                sampling.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private RunResult writeReport(RunView run, RunResult result, Path file) {
        RunReport content = new RunReport(
                result,
                run.partBegan(),
                run.channels().stream()
                        .flatMap(channel -> channel.client().map(figures -> trace(channel.name(), figures)).stream())
                        .toList(),
                readOrElse(() -> run.rejects(MAX_REJECTS), result.rejects()),
                settings,
                job.file().toString());
        Path path = file.toAbsolutePath().normalize();
        return write(path, "report", ReportPage.of(content)) ? result.withReport(path.toString()) : result;
    }

    private Trace trace(String channel, ClientFigures figures) {
        return new Trace(
                channel,
                figures.configuredLimit(),
                figures.callsOverTime().interval(),
                figures.callsOverTime().calls(),
                new Trace.Latency(
                        figures.latency().count(),
                        figures.latency().p50(),
                        figures.latency().p90(),
                        figures.latency().p95(),
                        figures.latency().p99(),
                        figures.latency().max()),
                pauses.pauses(channel, Instant.now()));
    }

    private static boolean write(Path file, String what, String text) {
        try {
            AtomicFile.write(file, text, AtomicFile.Option.FOLLOW_LINK);
            return true;
        } catch (IOException e) {
            LOG.warn("the {} {} cannot be written: {}", what, file, e.toString());
            return false;
        }
    }

    private static Optional<Notice.PreviousRun> previousRun(RunView run) {
        if (run.isSample()) {
            return Optional.empty();
        }
        return run.history().last().map(last -> {
            String result = run.history().otherResults().getOrDefault(last.no(), "{}");
            long rejected = new JsonMapper()
                    .readTree(result)
                    .path("contacts")
                    .path("rejected")
                    .asLong(0);
            return new Notice.PreviousRun(last.status(), rejected);
        });
    }

    /** Posts the notification that the job file asks for; call it last, because it may take up to ten seconds. */
    public void sendNotification() {
        job.notification()
                .ifPresent(settings -> notification
                        .filter(candidate -> settings.on().contains(candidate.occasion()))
                        .ifPresent(candidate -> new Webhook(settings.url()).post(candidate.json())));
    }
}
