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
import io.contactsync.report.WholeFile;
import io.contactsync.report.html.ReportPage;
import io.contactsync.report.html.RunReport;
import io.contactsync.report.html.Trace;
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

/** Looks on while a run is under way, and tells others of it when it has ended. */
public final class RunTelling implements JobRun.Watch {

    private static final Logger LOG = LoggerFactory.getLogger(RunTelling.class);
    private static final int MOST_REJECTS = 5_000;
    private static final int LOOK_MILLIS = 1_000;

    private final JobFile job;
    private final Map<String, String> settings;
    private final @Nullable Path report;
    private final @Nullable Path metrics;
    private final JobRun.Watch alsoWatching;
    private final Instant began = Instant.now();
    private final PauseLog pauses = new PauseLog();
    private @Nullable Thread looking;
    private Optional<Notice> notice = Optional.empty();

    /**
     * Prepares to tell of a run.
     *
     * @param job the job
     * @param report where to write the report, or null for none
     * @param metrics where to write the metrics, or null for nowhere
     * @param alsoWatching looks on too
     */
    public RunTelling(JobFile job, @Nullable Path report, @Nullable Path metrics, JobRun.Watch alsoWatching) {
        this.job = job;
        this.settings = WrittenSettings.of(job);
        this.report = report;
        this.metrics = metrics;
        this.alsoWatching = alsoWatching;
    }

    @Override
    public void begun(RunView run) {
        alsoWatching.begun(run);
        if (report != null) {
            Lookout lookout = new Lookout(run);
            Thread thread = new Thread(() -> look(lookout), "pauses");
            thread.setDaemon(true);
            thread.start();
            looking = thread;
        }
    }

    private void look(Lookout lookout) {
        try {
            while (true) {
                Thread.sleep(LOOK_MILLIS);
                pauses.look(Instant.now(), lookout.channels());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public RunResult ended(RunView run, RunResult result) {
        stopLooking();
        RunResult told = report == null ? result : writeReport(run, result, report);
        Map<Integer, String> others = known(() -> run.history().otherResults(), Map.of());
        tell(told, others.values(), known(() -> before(run), Optional.empty()));
        return told;
    }

    /** A ledger that fails is no reason to keep silent: it is the news. */
    private static <T> T known(Supplier<T> asked, T otherwise) {
        try {
            return asked.get();
        } catch (LedgerFailed e) {
            LOG.debug("what was before this run cannot be told: {}", e.getMessage());
            return otherwise;
        }
    }

    private void tell(RunResult result, Collection<String> others, Optional<Notice.Before> before) {
        if (metrics != null) {
            write(metrics, "metrics file", ResultMetrics.of(result, others));
        }
        notice = Notice.of(result, before);
    }

    /**
     * Tells of a run that ended without a result, because its state could not be opened or closed.
     *
     * @param why what it died of
     */
    public void died(RuntimeException why) {
        stopLooking();
        if (notice.filter(word -> word.occasion() == Notify.Occasion.FAILURE).isEmpty()) {
            String error = String.valueOf(why.getMessage());
            tell(RunResult.died(job.name(), began, error), List.of(), Optional.empty());
        }
    }

    private void stopLooking() {
        if (looking != null) {
            looking.interrupt();
            try {
                looking.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private RunResult writeReport(RunView run, RunResult result, Path file) {
        RunReport all = new RunReport(
                result,
                run.partBegan(),
                run.channels().stream()
                        .flatMap(channel -> channel.client().map(figures -> trace(channel.name(), figures)).stream())
                        .toList(),
                known(() -> run.rejects(MOST_REJECTS), result.rejects()),
                settings,
                job.file().toString());
        Path place = file.toAbsolutePath().normalize();
        return write(place, "report", ReportPage.of(all)) ? result.withReport(place.toString()) : result;
    }

    private Trace trace(String channel, ClientFigures figures) {
        return new Trace(
                channel,
                figures.configured(),
                figures.callsOverTime().width(),
                figures.callsOverTime().calls(),
                new Trace.Latency(
                        figures.latency().count(),
                        figures.latency().p50(),
                        figures.latency().p90(),
                        figures.latency().p95(),
                        figures.latency().p99(),
                        figures.latency().max()),
                pauses.of(channel, Instant.now()));
    }

    private static boolean write(Path file, String what, String text) {
        try {
            WholeFile.write(file, text);
            return true;
        } catch (IOException e) {
            LOG.warn("the {} {} cannot be written: {}", what, file, e.toString());
            return false;
        }
    }

    private static Optional<Notice.Before> before(RunView run) {
        if (run.isSample()) {
            return Optional.empty();
        }
        return run.history().last().map(before -> {
            String result = run.history().otherResults().getOrDefault(before.no(), "{}");
            long rejected = new JsonMapper()
                    .readTree(result)
                    .path("contacts")
                    .path("rejected")
                    .asLong(0);
            return new Notice.Before(before.status(), rejected);
        });
    }

    /** Posts the word that the job file asks for; after everything else, because it may take a while. */
    public void post() {
        job.notification()
                .ifPresent(wanted -> notice.filter(word -> wanted.on().contains(word.occasion()))
                        .ifPresent(word -> new Webhook(wanted.url()).post(word.json())));
    }
}
