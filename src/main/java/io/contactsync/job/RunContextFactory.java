package io.contactsync.job;

import io.contactsync.connector.Source;
import io.contactsync.connector.SourceSettings;
import io.contactsync.connector.Target;
import io.contactsync.connector.TargetSettings;
import io.contactsync.http.ApiClient;
import io.contactsync.http.CallCounts;
import io.contactsync.http.CancellationToken;
import io.contactsync.jobfile.JobFile;
import io.contactsync.ledger.ChangeDetector;
import io.contactsync.ledger.ChannelLedger;
import io.contactsync.ledger.JobLedger;
import io.contactsync.ledger.Run;
import io.contactsync.report.OutcomeCounter;
import io.contactsync.run.ChannelContext;
import io.contactsync.run.Checkpoint;
import io.contactsync.run.RefusalStreak;
import io.contactsync.run.RunContext;
import io.contactsync.run.RunOptions;
import io.contactsync.run.ScanRegistry;
import io.contactsync.run.TerminationCause;
import io.contactsync.state.StateDirectory;
import io.contactsync.sync.ContactMapper;
import io.contactsync.sync.ContactSyncer;
import io.contactsync.sync.SyncRules;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Opens what a run works with, and closes it again. */
final class RunContextFactory implements AutoCloseable {

    private final JobFile file;
    private final RunOptions options;
    private final StateDirectory state;
    private final JobLedger ledger;
    private final Run run;
    private final CancellationToken stop;
    private final RunConnections connections;
    private final CallCountsFile tally;
    private final CallCounts sourceCalls;
    private final @Nullable ApiClient sourceClient;
    private final Source source;
    private final DryRun rehearsal;
    private final List<Target> targets = new ArrayList<>();

    RunContextFactory(
            JobFile file,
            RunOptions options,
            StateDirectory state,
            JobLedger ledger,
            Run run,
            CancellationToken stop,
            DryRun rehearsal) {
        this.file = file;
        this.options = options;
        this.state = state;
        this.ledger = ledger;
        this.run = run;
        this.stop = stop;
        this.connections = new RunConnections(file, state, stop);
        this.tally = CallCountsFile.open(
                state, file.name(), run.number(), RunConnections.channels(file).size());
        this.sourceCalls = tally.take(CallCountsFile.SOURCE_KINDS);
        this.rehearsal = rehearsal;
        SourceSettings.Connection connection = connections.source(sourceCalls);
        this.sourceClient = connection.client();
        this.source = rehearsal.source(connection.source());
    }

    RunContext setting(JobExpressions expressions) {
        List<ChannelContext> channels = new ArrayList<>();
        for (TargetSettings.Channel channel : RunConnections.channels(file)) {
            channels.add(channel(channel, expressions));
        }
        // Of a sample nothing is read that it does not need.
        ScanRegistry scans = options.limit().isPresent()
                ? ScanRegistry.asAsked(source, channels.size())
                : ScanRegistry.readAhead(source, channels.size(), stop::isStopRequested);
        return new RunContext(
                file, options, ledger, run, source, sourceClient, scans, channels, stop, new TerminationCause());
    }

    private ChannelContext channel(TargetSettings.Channel channel, JobExpressions expressions) {
        CallCounts calls = tally.take(CallCountsFile.TARGET_KINDS);
        TargetSettings.Connection connection = connections.target(channel.name(), calls, run.sample());
        @Nullable ApiClient client = connection.client();
        ChannelLedger part = ledger.channel(channel.name(), run.number());
        Target target = rehearsal.target(
                new DryRun.Stage(channel.name(), connection.target(), part, ledger.mappings(), state.hash()));
        targets.add(target);
        ChangeDetector changes =
                new ChangeDetector(state.hash(), file.blank() == JobFile.Blank.CLEAR || target.isRebuilt());
        return new ChannelContext(
                channel.name(),
                new ContactMapper(
                        expressions.mapping(),
                        java.util.Objects.requireNonNull(expressions.when().get(channel.name()))),
                new ContactSyncer(target, part, changes, rules()),
                part,
                target,
                client,
                calls,
                client == null ? () -> 1 : client::workerLimit,
                channel.secrets(),
                new Checkpoint(),
                new OutcomeCounter(),
                new RefusalStreak());
    }

    private SyncRules rules() {
        SyncRules.Mode mode = SyncRules.Mode.valueOf(file.mode().name());
        List<String> match = file.target().can(TargetSettings.Capability.LOOKUP) ? file.match() : List.of();
        return new SyncRules(mode, match, file.retry().attempts(), onMissing(file.onMissing()), Clock.systemUTC());
    }

    private static SyncRules.OnMissing onMissing(JobFile.OnMissing setting) {
        if (setting instanceof JobFile.OnMissing.Tag tag) {
            return new SyncRules.OnMissing.Tag(tag.name());
        }
        return setting instanceof JobFile.OnMissing.Delete
                ? new SyncRules.OnMissing.Delete()
                : new SyncRules.OnMissing.Keep();
    }

    Tallies tally() {
        return new Tallies();
    }

    /** The calls of the run so far. */
    final class Tallies {

        long source() {
            return sourceCalls.total();
        }

        /** Calls by kind, with retries and throttled. */
        Map<String, Long> of(ChannelContext channel) {
            Map<String, Long> calls = new LinkedHashMap<>(channel.calls().byKind());
            calls.put("retries", channel.calls().retries());
            calls.put("throttled", channel.calls().throttled());
            return calls;
        }

        void delete() {
            tally.delete();
        }
    }

    @Override
    public void close() {
        source.close();
        targets.forEach(Target::close);
    }
}
