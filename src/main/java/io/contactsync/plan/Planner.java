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
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Determines what a run of a job would do, with a dry run. */
public final class Planner {
    private final JobFile file;
    private final RunOptions options;
    private final StateDirectory state;
    private final LookupDepth depth;
    private final int samples;
    private final Instant startedAt = Instant.now();
    private final Map<String, PlanCollector> collectors = new LinkedHashMap<>();

    /**
     * Creates a planner.
     *
     * @param options selects the contacts; the source is always read from the start
     * @param state the state directory; only the rate limiters in it are changed
     * @param samples how many changes the plan contains
     */
    public Planner(JobFile file, RunOptions options, StateDirectory state, LookupDepth depth, int samples) {
        this.file = file;
        this.options = options;
        this.state = state;
        this.depth = depth;
        this.samples = samples;
    }

    /**
     * Creates the plan.
     *
     * @param stop requests that the dry run stops
     * @throws io.contactsync.state.LedgerException.InUse if the job is running
     */
    public Plan plan(CancellationToken stop, JobRunner.RunListener listener) {
        List<String> notes = notes();
        try (LedgerSnapshot snapshot = LedgerSnapshot.create(state, file.name())) {
            RunResult result =
                    new JobRunner(file, options, snapshot.directory(), stop, listener, new PlanDryRun()).run();
            return plan(result, notes);
        }
    }

    private List<String> notes() {
        Optional<ReadOnlyLedger> ledger = ReadOnlyLedger.open(state, file.name());
        if (ledger.isEmpty()) {
            return List.of();
        }
        Optional<Run> unfinished;
        try (ReadOnlyLedger open = ledger.get()) {
            unfinished = open.unfinished();
        }
        return unfinished.map(this::note).map(List::of).orElse(List.of());
    }

    private String note(Run run) {
        List<String> changed = file.changesSince(run.identity());
        return changed.isEmpty()
                ? "run %d is not finished: the next run resumes it".formatted(run.number())
                : "run %d is not finished and %s changed since it began: the next run needs --fresh"
                        .formatted(run.number(), String.join(", ", changed));
    }

    /** Wraps the job's source and targets. */
    private final class PlanDryRun implements DryRun {
        private final RecentContactCache recent = new RecentContactCache();
        private final PreviousMappings previousMappings = new PreviousMappings(file, startedAt);

        @Override
        public Source source(Source source) {
            return new CachingSource(source, recent);
        }

        @Override
        public Target target(Channel channel) {
            PlanCollector collector = new PlanCollector(samples);
            collectors.put(channel.name(), collector);
            return new DryRunTarget(
                    file, depth, channel, collector, new ChangeExplainer(channel, collector, recent, previousMappings));
        }
    }

    private Plan plan(RunResult result, List<String> notes) {
        Map<String, Plan.ChannelPlan> channelPlans = new LinkedHashMap<>();
        Map<String, Long> totals = new LinkedHashMap<>();
        List<PlannedChange> changes = new ArrayList<>();
        result.channels().forEach((name, channel) -> {
            PlanCollector collected = Objects.requireNonNull(collectors.get(name));
            Plan.ChannelPlan channelPlan =
                    new Plan.ChannelPlan(contacts(channel, collected), collected.reasons(), calls(channel, collected));
            channelPlans.put(name, channelPlan);
            totals.put(
                    name,
                    channelPlan.calls().values().stream()
                            .mapToLong(Long::longValue)
                            .sum());
            changes.addAll(collected
                    .samples()
                    .subList(
                            0,
                            Math.min(
                                    samples - changes.size(),
                                    collected.samples().size())));
        });
        double minutes = DurationEstimator.estimateMinutes(file, totals, result.sourceCalls());
        Instant finish = Instant.now().plus(Duration.ofSeconds(Math.round(minutes * 60)));
        return new Plan(
                withoutUndecided(result), depth == LookupDepth.LOOKUP, channelPlans, changes, minutes, finish, notes);
    }

    private static Map<String, Long> contacts(RunResult.Channel channel, PlanCollector collected) {
        Map<String, Long> counts = new LinkedHashMap<>(channel.contacts().byName());
        for (Outcome outcome : Outcome.values()) {
            String name = outcome.name().toLowerCase(Locale.ROOT);
            counts.merge(name, -collected.toLookUp(outcome), Long::sum);
        }
        counts.put("toLookUp", collected.toLookUp());
        return counts;
    }

    /** A run repeats the calls of the dry run, except retries, because these cannot be predicted. */
    private static Map<String, Long> calls(RunResult.Channel channel, PlanCollector collected) {
        Map<String, Long> own = channel.calls();
        Map<String, Long> calls = new LinkedHashMap<>();
        for (CallKind kind : CallKind.values()) {
            calls.put(kind.json(), collected.calls().getOrDefault(kind, 0L) + own.getOrDefault(kind.json(), 0L));
        }
        long retries = own.getOrDefault("retries", 0L) + own.getOrDefault("throttled", 0L);
        calls.merge(CallKind.LOOKUP.json(), -retries, Long::sum);
        return calls;
    }

    /** Keeps only the certain rejects: a contact that was not looked up may exist in the target. */
    private RunResult withoutUndecided(RunResult result) {
        List<Reject> certain = result.rejects().stream()
                .filter(reject -> {
                    PlanCollector collected = collectors.get(reject.channel());
                    return collected == null || !collected.mustLookUp(reject.sourceId());
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

    /** Whether a plan makes lookups. */
    public enum LookupDepth {
        /** Only the ledger is used; contacts without a link stay undecided. */
        LEDGER,
        /** Contacts without a link are looked up in the target, which costs calls. */
        LOOKUP
    }
}
