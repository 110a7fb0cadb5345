package io.contactsync.job;

import io.contactsync.claim.FileMatchClaims;
import io.contactsync.claim.MatchClaims;
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
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Creates the context of a run: opens its source and targets, and closes them again. */
final class RunContextFactory implements AutoCloseable {

    private final JobFile file;
    private final RunOptions options;
    private final StateDirectory state;
    private final JobLedger ledger;
    private final Run run;
    private final CancellationToken stop;
    private final RunConnections connections;
    private final CallCountsFile callCountsFile;
    private final CallCounts sourceCalls;
    private final @Nullable ApiClient sourceClient;
    private final Source source;
    private final DryRun dryRun;
    private final List<Target> targets = new ArrayList<>();
    private final List<MatchClaims> claims = new ArrayList<>();

    RunContextFactory(
            JobFile file,
            RunOptions options,
            StateDirectory state,
            JobLedger ledger,
            Run run,
            CancellationToken stop,
            DryRun dryRun) {
        this.file = file;
        this.options = options;
        this.state = state;
        this.ledger = ledger;
        this.run = run;
        this.stop = stop;
        this.connections = new RunConnections(file, state, stop);
        this.callCountsFile = CallCountsFile.open(
                state, file.name(), run.number(), RunConnections.channels(file).size());
        this.sourceCalls = callCountsFile.next(CallCountsFile.SOURCE_KINDS);
        this.dryRun = dryRun;
        SourceSettings.Connection connection = connections.source(sourceCalls);
        this.sourceClient = connection.client();
        this.source = dryRun.source(connection.source());
    }

    RunContext create(JobExpressions expressions) {
        List<ChannelContext> channels = new ArrayList<>();
        for (TargetSettings.Channel channel : RunConnections.channels(file)) {
            channels.add(channel(channel, expressions));
        }
        // A limited run reads no more than it needs.
        ScanRegistry scans = options.limit().isPresent()
                ? ScanRegistry.onDemand(source, channels.size())
                : ScanRegistry.readAhead(source, channels.size(), stop::isStopRequested);
        return new RunContext(
                file, options, ledger, run, source, sourceClient, scans, channels, stop, new TerminationCause());
    }

    private ChannelContext channel(TargetSettings.Channel channel, JobExpressions expressions) {
        CallCounts calls = callCountsFile.next(CallCountsFile.TARGET_KINDS);
        RunConnections.OpenChannel open = connections.target(channel.name(), calls, run.sample());
        TargetSettings.Connection connection = open.connection();
        @Nullable ApiClient client = connection.client();
        ChannelLedger channelLedger = ledger.channel(channel.name(), run.number());
        Target target = dryRun.target(new DryRun.Channel(
                channel.name(), connection.target(), channelLedger, ledger.mappings(), state.hash()));
        targets.add(target);
        MatchClaims channelClaims = open.claimFile()
                .filter(path -> !state.isDryRun())
                .map(path -> FileMatchClaims.open(path, file.name() + " " + channel.name(), stop.ticker()))
                .orElse(MatchClaims.NONE);
        claims.add(channelClaims);
        ChangeDetector changes =
                new ChangeDetector(state.hash(), file.blank() == JobFile.Blank.CLEAR || target.isSnapshot());
        return new ChannelContext(
                channel.name(),
                new ContactMapper(
                        expressions.mapping(),
                        Objects.requireNonNull(expressions.when().get(channel.name()))),
                new ContactSyncer(target, channelLedger, changes, rules(run.sample()), channelClaims),
                channelLedger,
                target,
                client,
                calls,
                client == null ? () -> 1 : client::workerLimit,
                channel.secrets(),
                new Checkpoint(),
                new OutcomeCounter());
    }

    private SyncRules rules(boolean sample) {
        SyncRules.Mode mode = SyncRules.Mode.valueOf(file.mode().name());
        List<String> match = file.target().supports(TargetSettings.Capability.LOOKUP) ? file.match() : List.of();
        return new SyncRules(
                mode,
                match,
                file.target().identityFields(),
                file.retry().attempts(),
                onMissing(file.onMissing()),
                Clock.systemUTC(),
                sample);
    }

    private static SyncRules.OnMissing onMissing(JobFile.OnMissing onMissing) {
        if (onMissing instanceof JobFile.OnMissing.Tag tag) {
            return new SyncRules.OnMissing.Tag(tag.name());
        }
        return onMissing instanceof JobFile.OnMissing.Delete
                ? new SyncRules.OnMissing.Delete()
                : new SyncRules.OnMissing.Keep();
    }

    CallTotals callTotals() {
        return new CallTotals();
    }

    /** The calls of the run so far, over all its executions. */
    final class CallTotals {

        long source() {
            return sourceCalls.total();
        }

        /** The calls of a channel by kind, with the numbers of retries and throttled calls. */
        Map<String, Long> of(ChannelContext channel) {
            Map<String, Long> calls = new LinkedHashMap<>(channel.calls().byKind());
            calls.put("retries", channel.calls().retries());
            calls.put("throttled", channel.calls().throttled());
            return calls;
        }

        void delete() {
            callCountsFile.delete();
        }
    }

    @Override
    public void close() {
        source.close();
        targets.forEach(Target::close);
        claims.forEach(MatchClaims::close);
    }
}
