package io.contactsync.cli;

import io.contactsync.cli.terminal.PauseLog;
import io.contactsync.cli.terminal.ProgressSampler;
import io.contactsync.http.ClientMetrics;
import io.contactsync.job.JobRunner;
import io.contactsync.job.RunMonitor;
import io.contactsync.jobfile.JobFile;
import io.contactsync.jobfile.RawSettings;
import io.contactsync.report.HtmlReport;
import io.contactsync.report.PrometheusMetrics;
import io.contactsync.report.RunReport;
import io.contactsync.report.RunResult;
import io.contactsync.state.LedgerException;
import io.contactsync.support.AtomicFile;
import io.contactsync.support.DiskSpace;
import io.contactsync.support.NamedThreadFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/** Observes a run and, when it has ended, writes its report and metrics and sends its notification. */
final class RunReporter implements JobRunner.RunListener {

    private static final Logger LOG = LoggerFactory.getLogger(RunReporter.class);
    private static final int MAX_REJECTS = 5_000;
    private static final int SAMPLE_INTERVAL_MILLIS = 1_000;

    private final JobFile job;
    private final Map<String, String> settings;
    private final @Nullable Path report;
    private final @Nullable Path metrics;
    private final JobRunner.RunListener delegate;
    private final Instant startedAt = Instant.now();
    private final PauseLog pauses = new PauseLog();
    private final Set<String> unwritten = new LinkedHashSet<>();
    private @Nullable Thread sampling;
    private Optional<Notification> notification = Optional.empty();

    /**
     * Creates a reporter for one run.
     *
     * @param report the report's file, or null for no report
     * @param metrics the metrics file, or null for no metrics
     * @param delegate is also notified of the start of the run
     */
    public RunReporter(JobFile job, @Nullable Path report, @Nullable Path metrics, JobRunner.RunListener delegate) {
        this.job = job;
        this.settings = RawSettings.of(job);
        this.report = report;
        this.metrics = metrics;
        this.delegate = delegate;
    }

    @Override
    public void beforeRun(RunMonitor run) {
        delegate.beforeRun(run);
        if (report != null) {
            ProgressSampler sampler = new ProgressSampler(run);
            Thread thread = NamedThreadFactory.daemon("pauses", () -> samplePauses(sampler));
            thread.start();
            sampling = thread;
        }
    }

    private void samplePauses(ProgressSampler sampler) {
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
    public RunResult afterRun(RunMonitor run, RunResult result) {
        stopSampling();
        unwritten.clear();
        RunResult reported = report == null ? result : writeReport(run, result, report);
        Map<Integer, String> others = readOrElse(() -> run.otherResults(), Map.of());
        report(reported, others.values(), readOrElse(() -> previousRun(run), Optional.empty()));
        return reported;
    }

    /** Reads from the ledger; a failing ledger must not prevent the report about its failure. */
    private static <T> T readOrElse(Supplier<T> read, T fallback) {
        try {
            return read.get();
        } catch (LedgerException e) {
            LOG.debug("earlier runs cannot be read: {}", e.getMessage());
            return fallback;
        }
    }

    private void report(RunResult result, Collection<String> others, Optional<Notification.PreviousRun> previous) {
        if (metrics != null) {
            write(metrics, "metrics file", PrometheusMetrics.of(result, others));
        }
        notification = Notification.of(result, previous);
    }

    /**
     * Reports a run that ended without a result because its state could not be opened or closed.
     *
     * @param cause its message becomes the run's error
     */
    public void failed(RuntimeException cause) {
        stopSampling();
        if (notification
                .filter(sent -> sent.occasion() == JobFile.Notifications.Occasion.FAILURE)
                .isEmpty()) {
            String error = String.valueOf(cause.getMessage());
            report(RunResult.withoutResult(job.name(), startedAt, error), List.of(), Optional.empty());
        }
    }

    /** Returns what could not be written because the disk is full: for each file a sentence. */
    public Set<String> unwritten() {
        return unwritten;
    }

    /** Adds what could not be written by others. */
    public void addUnwritten(String sentence) {
        unwritten.add(sentence);
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

    private RunResult writeReport(RunMonitor run, RunResult result, Path file) {
        RunReport content = new RunReport(
                result,
                run.executionStartedAt(),
                run.channels().stream()
                        .flatMap(channel -> channel.metrics().map(figures -> trace(channel.name(), figures)).stream())
                        .toList(),
                readOrElse(() -> run.rejects(MAX_REJECTS), result.rejects()),
                settings,
                job.file().toString());
        Path path = file.toAbsolutePath().normalize();
        return write(path, "report", HtmlReport.of(content)) ? result.withReport(path.toString()) : result;
    }

    private RunReport.ChannelTrace trace(String channel, ClientMetrics figures) {
        return new RunReport.ChannelTrace(
                channel,
                figures.configuredLimit(),
                figures.callsOverTime().interval(),
                figures.callsOverTime().calls(),
                new RunReport.ChannelTrace.Latency(
                        figures.latency().count(),
                        figures.latency().p50(),
                        figures.latency().p90(),
                        figures.latency().p95(),
                        figures.latency().p99(),
                        figures.latency().max()),
                pauses.pauses(channel, Instant.now()));
    }

    private boolean write(Path file, String what, String text) {
        try {
            AtomicFile.write(file, text, AtomicFile.Option.FOLLOW_LINK);
            return true;
        } catch (IOException e) {
            if (DiskSpace.isExhausted(e)) {
                unwritten.add("the " + what + " is not written: " + DiskSpace.message(file, e));
                return false;
            }
            LOG.warn("the {} {} cannot be written: {}", what, file, e.toString());
            return false;
        }
    }

    private static Optional<Notification.PreviousRun> previousRun(RunMonitor run) {
        if (run.isSample()) {
            return Optional.empty();
        }
        return run.lastRun().map(last -> {
            String result = run.otherResults().getOrDefault(last.number(), "{}");
            long rejected = new JsonMapper()
                    .readTree(result)
                    .path("contacts")
                    .path("rejected")
                    .asLong(0);
            return new Notification.PreviousRun(last.status(), rejected);
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
