package io.contactsync.job;

import io.contactsync.connector.SourceConnection;
import io.contactsync.connector.TargetCapability;
import io.contactsync.connector.TargetChannel;
import io.contactsync.connector.TargetConnection;
import io.contactsync.contact.source.Source;
import io.contactsync.contact.target.Target;
import io.contactsync.http.ApiClient;
import io.contactsync.http.CallCounts;
import io.contactsync.http.StopSignal;
import io.contactsync.job.run.ChannelRun;
import io.contactsync.job.run.Checkpoint;
import io.contactsync.job.run.Ending;
import io.contactsync.job.run.RunOptions;
import io.contactsync.job.run.Scans;
import io.contactsync.job.run.Setting;
import io.contactsync.job.system.CallTally;
import io.contactsync.job.system.Expressions;
import io.contactsync.job.system.RunConnections;
import io.contactsync.jobfile.JobFile;
import io.contactsync.jobfile.setting.OnMissing;
import io.contactsync.ledger.JobLedger;
import io.contactsync.ledger.Ledger;
import io.contactsync.ledger.link.Changes;
import io.contactsync.ledger.run.Run;
import io.contactsync.ledger.state.StateDirectory;
import io.contactsync.report.Sheet;
import io.contactsync.road.ContactRoad;
import io.contactsync.road.RoadRules;
import io.contactsync.road.guard.RefusalStreak;
import io.contactsync.road.preparation.Preparation;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Opens what a run works with, and closes it again. */
final class Opening implements AutoCloseable {

    private final JobFile file;
    private final RunOptions options;
    private final StateDirectory state;
    private final JobLedger ledger;
    private final Run run;
    private final StopSignal stop;
    private final RunConnections connections;
    private final CallTally tally;
    private final CallCounts sourceCalls;
    private final @Nullable ApiClient sourceClient;
    private final Source source;
    private final Rehearsal rehearsal;
    private final List<Target> targets = new ArrayList<>();

    Opening(
            JobFile file,
            RunOptions options,
            StateDirectory state,
            JobLedger ledger,
            Run run,
            StopSignal stop,
            Rehearsal rehearsal) {
        this.file = file;
        this.options = options;
        this.state = state;
        this.ledger = ledger;
        this.run = run;
        this.stop = stop;
        this.connections = new RunConnections(file, state, stop);
        this.tally = CallTally.open(
                state, file.name(), run.no(), RunConnections.channels(file).size());
        this.sourceCalls = tally.take(CallTally.SOURCE_KINDS);
        this.rehearsal = rehearsal;
        SourceConnection connection = connections.source(sourceCalls);
        this.sourceClient = connection.client();
        this.source = rehearsal.source(connection.source());
    }

    Setting setting(Expressions expressions) {
        List<ChannelRun> channels = new ArrayList<>();
        for (TargetChannel channel : RunConnections.channels(file)) {
            channels.add(channel(channel, expressions));
        }
        // Of a sample nothing is read that it does not need.
        Scans scans = options.limit().isPresent()
                ? Scans.asAsked(source, channels.size())
                : Scans.readAhead(source, channels.size(), stop::isStopRequested);
        return new Setting(file, options, ledger, run, source, sourceClient, scans, channels, stop, new Ending());
    }

    private ChannelRun channel(TargetChannel channel, Expressions expressions) {
        CallCounts calls = tally.take(CallTally.TARGET_KINDS);
        TargetConnection connection = connections.target(channel.name(), calls, run.sample());
        @Nullable ApiClient client = connection.client();
        Ledger part = ledger.channel(channel.name(), run.no());
        Target target = rehearsal.target(
                new Rehearsal.Stage(channel.name(), connection.target(), part, ledger.mappings(), state.hash()));
        targets.add(target);
        Changes changes = new Changes(state.hash(), file.blank() == JobFile.Blank.CLEAR || target.isRebuilt());
        return new ChannelRun(
                channel.name(),
                new Preparation(
                        expressions.mapping(),
                        java.util.Objects.requireNonNull(expressions.when().get(channel.name()))),
                new ContactRoad(target, part, changes, rules()),
                part,
                target,
                client,
                calls,
                client == null ? () -> 1 : client::workerLimit,
                channel.secrets(),
                new Checkpoint(),
                new Sheet(),
                new RefusalStreak());
    }

    private RoadRules rules() {
        RoadRules.Mode mode = RoadRules.Mode.valueOf(file.mode().name());
        List<String> match = file.target().can(TargetCapability.LOOKUP) ? file.match() : List.of();
        return new RoadRules(mode, match, file.retry().attempts(), onMissing(file.onMissing()), Clock.systemUTC());
    }

    private static RoadRules.OnMissing onMissing(OnMissing setting) {
        if (setting instanceof OnMissing.Tag tag) {
            return new RoadRules.OnMissing.Tag(tag.name());
        }
        return setting instanceof OnMissing.Delete ? new RoadRules.OnMissing.Delete() : new RoadRules.OnMissing.Keep();
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
        Map<String, Long> of(ChannelRun channel) {
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
