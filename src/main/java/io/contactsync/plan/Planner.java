package io.contactsync.plan;

import io.contactsync.connector.Source;
import io.contactsync.connector.Target;
import io.contactsync.contact.CallKind;
import io.contactsync.contact.Outcome;
import io.contactsync.http.CancellationToken;
import io.contactsync.job.DryRun;
import io.contactsync.job.JobRunner;
import io.contactsync.jobfile.JobFile;
import io.contactsync.ledger.LedgerSnapshot;
import io.contactsync.ledger.ReadOnlyLedger;
import io.contactsync.ledger.Reject;
import io.contactsync.ledger.Run;
import io.contactsync.report.RunResult;
import io.contactsync.run.RunOptions;
import io.contactsync.state.StateDirectory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Rehearses a job to tell what a run of it would do. */
public final class Planner {
    private final JobFile file;
    private final RunOptions options;
    private final StateDirectory state;
    private final LookupDepth depth;
    private final int samples;
    private final Instant begun = Instant.now();
    private final Map<String, PlanCollector> foreseen = new LinkedHashMap<>();

    /**
     * Prepares to plan.
     *
     * @param file the job
     * @param options which contacts; whatever they say of it, the whole source is read from the start
     * @param state where ledgers are kept; nothing in it is changed but the pace of tokens
     * @param depth how far to go
     * @param samples how many changes to tell in full
     */
    public Planner(JobFile file, RunOptions options, StateDirectory state, LookupDepth depth, int samples) {
        this.file = file;
        this.options = options;
        this.state = state;
        this.depth = depth;
        this.samples = samples;
    }

    /**
     * Rehearses the job.
     *
     * @param stop when to stop
     * @param watch looks on
     * @return what a run would do
     * @throws io.contactsync.state.LedgerException.InUse if the job is running
     */
    public Plan plan(CancellationToken stop, JobRunner.Watch watch) {
        List<String> notes = notes();
        try (LedgerSnapshot copy = LedgerSnapshot.create(state, file.name())) {
            RunResult result = new JobRunner(file, options, copy.directory(), stop, watch, new Stand()).run();
            return plan(result, notes);
        }
    }

    private List<String> notes() {
        Optional<ReadOnlyLedger> history = ReadOnlyLedger.open(state, file.name());
        if (history.isEmpty()) {
            return List.of();
        }
        Optional<Run> unfinished;
        try (ReadOnlyLedger open = history.get()) {
            unfinished = open.unfinished();
        }
        return unfinished.map(this::note).map(List::of).orElse(List.of());
    }

    private String note(Run run) {
        List<String> changed = file.changesSince(run.identity());
        return changed.isEmpty()
                ? "run %d is not finished: the next run goes on with it".formatted(run.number())
                : "run %d is not finished and %s changed since it began: the next run needs --fresh"
                        .formatted(run.number(), String.join(", ", changed));
    }

    /** Puts the rehearsal's source and targets in front of the real ones. */
    private final class Stand implements DryRun {
        private final RecentContactCache recent = new RecentContactCache();
        private final PreviousMappings former = new PreviousMappings(file, begun);

        @Override
        public Source source(Source source) {
            return new CachingSource(source, recent);
        }

        @Override
        public Target target(Stage stage) {
            PlanCollector channel = new PlanCollector(samples);
            foreseen.put(stage.channel(), channel);
            return new DryRunTarget(file, depth, stage, channel, new ChangeExplainer(stage, channel, recent, former));
        }
    }

    private Plan plan(RunResult result, List<String> notes) {
        Map<String, Plan.ChannelPlan> parts = new LinkedHashMap<>();
        Map<String, Long> totals = new LinkedHashMap<>();
        List<PlannedChange> changes = new ArrayList<>();
        result.channels().forEach((name, channel) -> {
            PlanCollector seen = java.util.Objects.requireNonNull(foreseen.get(name));
            Plan.ChannelPlan part = new Plan.ChannelPlan(contacts(channel, seen), seen.reasons(), calls(channel, seen));
            parts.put(name, part);
            totals.put(
                    name,
                    part.calls().values().stream().mapToLong(Long::longValue).sum());
            changes.addAll(seen.samples()
                    .subList(
                            0, Math.min(samples - changes.size(), seen.samples().size())));
        });
        double minutes = DurationEstimator.of(file, totals, result.sourceCalls());
        Instant finish = Instant.now().plus(Duration.ofSeconds(Math.round(minutes * 60)));
        return new Plan(withoutOpen(result), depth == LookupDepth.LOOKUP, parts, changes, minutes, finish, notes);
    }

    private static Map<String, Long> contacts(RunResult.Channel channel, PlanCollector seen) {
        Map<String, Long> counts = new LinkedHashMap<>(channel.contacts().byName());
        for (Outcome outcome : Outcome.values()) {
            String name = outcome.name().toLowerCase(java.util.Locale.ROOT);
            counts.merge(name, -seen.open(outcome), Long::sum);
        }
        counts.put("toLookUp", seen.open());
        return counts;
    }

    /** What was asked here the run asks again; repeats are left out, because nobody knows who will fail again. */
    private static Map<String, Long> calls(RunResult.Channel channel, PlanCollector seen) {
        Map<String, Long> own = channel.calls();
        Map<String, Long> calls = new LinkedHashMap<>();
        for (CallKind kind : CallKind.values()) {
            calls.put(kind.json(), seen.calls().getOrDefault(kind, 0L) + own.getOrDefault(kind.json(), 0L));
        }
        long repeats = own.getOrDefault("retries", 0L) + own.getOrDefault("throttled", 0L);
        calls.merge(CallKind.LOOKUP.json(), -repeats, Long::sum);
        return calls;
    }

    /** The rejects that are certain: who is still to be looked up may yet be somebody's. */
    private RunResult withoutOpen(RunResult result) {
        List<Reject> certain = result.rejects().stream()
                .filter(reject -> {
                    PlanCollector seen = foreseen.get(reject.channel());
                    return seen == null || !seen.isOpen(reject.sourceId());
                })
                .toList();
        return new RunResult(
                result.job(),
                result.run(),
                result.status(),
                result.resumed(),
                result.startedAt(),
                result.finishedAt(),
                result.channels(),
                result.sourceCalls(),
                result.warnings(),
                certain,
                result.error(),
                null);
    }

    /** How far a plan goes to learn what a run would do. */
    public enum LookupDepth {
        /** The ledger alone is asked; contacts without a link stay open. */
        LEDGER,
        /** Contacts without a link are looked up in the target, which costs calls. */
        LOOKUP
    }
}
