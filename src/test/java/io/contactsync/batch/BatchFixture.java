package io.contactsync.batch;

import io.contactsync.claim.MatchClaims;
import io.contactsync.cli.StandardConnectors;
import io.contactsync.connector.Freshness;
import io.contactsync.connector.LookupResult;
import io.contactsync.connector.Pause;
import io.contactsync.connector.Scan;
import io.contactsync.connector.Source;
import io.contactsync.connector.SourceSettings;
import io.contactsync.connector.Target;
import io.contactsync.connector.WriteEvent;
import io.contactsync.connector.WriteListener;
import io.contactsync.connector.WriteResult;
import io.contactsync.contact.CallKind;
import io.contactsync.contact.Change;
import io.contactsync.contact.Contact;
import io.contactsync.contact.Draft;
import io.contactsync.contact.FieldValue;
import io.contactsync.contact.Refusal;
import io.contactsync.contact.SourceItem;
import io.contactsync.contact.WriteMode;
import io.contactsync.http.CallCounts;
import io.contactsync.http.CancellationToken;
import io.contactsync.jobfile.JobFile;
import io.contactsync.ledger.ChangeDetector;
import io.contactsync.ledger.ChannelLedger;
import io.contactsync.ledger.JobLedger;
import io.contactsync.ledger.Run;
import io.contactsync.mapping.Condition;
import io.contactsync.mapping.KnownFields;
import io.contactsync.mapping.Mapping;
import io.contactsync.mapping.MappingRules;
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
import java.io.IOException;
import java.nio.LongBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A ledger, an in-memory source with pages of 10 and an in-memory target with one worker. The source's contacts are
 * numbered from 1; contact 3 is not in the channel and the target refuses contact 7.
 */
final class BatchFixture implements AutoCloseable {

    static final int PAGE_SIZE = 10;

    private final JobFile file;
    private final StateDirectory state;
    private final JobLedger ledger;
    /** The ids of the source. */
    final List<String> ids = new ArrayList<>();
    /** The ids of the contacts that were written, in order. */
    final List<String> written = new ArrayList<>();

    CancellationToken stop = new CancellationToken();
    /** Called with a contact's id before it is written. */
    Consumer<String> beforeWrite = id -> {};

    BatchFixture(Path folder, int contacts, String onMissing) throws IOException {
        IntStream.rangeClosed(1, contacts).mapToObj(String::valueOf).forEach(ids::add);
        Path job = Files.writeString(folder.resolve("job.yaml"), """
                name: fixture
                source: {digivault: {url: "http://localhost:1", token: none}}
                target:
                  heyx:
                    url: http://localhost:1
                    channels: [{name: support, token: none, when: "id != '3'"}]
                match: [digivault_id]
                fields: {digivault_id: id}
                on-missing: %s
                """.formatted(onMissing));
        file = JobFile.load(job, Map.of(), StandardConnectors.registry());
        state = StateDirectory.open(folder.resolve("state"));
        ledger = JobLedger.open(state, file.name());
    }

    Run newRun() {
        return ledger.runs().begin(false, Map.of());
    }

    /** The context of one execution of a run. */
    RunContext context(Run run) {
        Source source = new Numbered();
        KnownFields known = file.source().knownFields(new SourceSettings.Request(List.of()));
        MappingRules rules = new MappingRules(
                List.of(new MappingRules.FieldRule("digivault_id", "id", true, WriteMode.ALWAYS, false)), Map.of());
        Mapping mapping = Mapping.compile(rules, known, Instant.now());
        Condition when = Condition.compile("when", "id != '3'", known, Instant.now());
        ChannelLedger channelLedger = ledger.channel("support", run.number());
        Target target = new Recording();
        SyncRules.OnMissing onMissing = new SyncRules.OnMissing.Tag("Gone");
        SyncRules syncRules =
                new SyncRules(SyncRules.Mode.UPSERT, file.match(), Set.of(), 3, onMissing, Clock.systemUTC(), false);
        ChannelContext channel = new ChannelContext(
                "support",
                new ContactMapper(mapping, when),
                new ContactSyncer(
                        target, channelLedger, new ChangeDetector(state.hash(), false), syncRules, MatchClaims.NONE),
                channelLedger,
                target,
                null,
                new CallCounts(List.of(), LongBuffer.allocate(CallCounts.requiredLongs(List.of()))),
                () -> 1,
                List.of(),
                new Checkpoint(),
                new OutcomeCounter());
        RunOptions options = new RunOptions(
                RunOptions.Start.RESUME, OptionalLong.empty(), List.of(), OptionalLong.empty(), Optional.empty());
        ScanRegistry scans = ScanRegistry.readAhead(source, 1, stop::isStopRequested);
        return new RunContext(
                file, options, ledger, run, source, null, scans, List.of(channel), stop, new TerminationCause());
    }

    @Override
    public void close() {
        ledger.close();
    }

    private final class Numbered implements Source {

        @Override
        public Scan scanFrom(@Nullable String position) {
            return new Scan() {
                private int next = position == null ? 0 : ids.indexOf(position) + 1;

                @Override
                public boolean hasNext() {
                    return next < ids.size();
                }

                @Override
                public SourceItem next() {
                    if (!hasNext()) {
                        throw new NoSuchElementException();
                    }
                    String id = ids.get(next++);
                    return new Contact(id, Map.of("id", id), id);
                }

                @Override
                public boolean fromStart() {
                    return position == null;
                }

                @Override
                public boolean hasSeen(String id) {
                    return ids.contains(id);
                }

                @Override
                public void close() {}
            };
        }

        @Override
        public Optional<Contact> get(String id) {
            return Optional.empty();
        }

        @Override
        public OptionalLong total() {
            return OptionalLong.empty();
        }

        @Override
        public int pageSize() {
            return PAGE_SIZE;
        }

        @Override
        public void close() {}
    }

    private final class Recording implements Target {

        @Override
        public LookupResult find(Draft draft, Set<String> notAsked, Freshness freshness, Pause pause) {
            return new LookupResult.NotFound();
        }

        @Override
        public LookupResult resolveLostCreate(Draft draft, CreateSender sender, Pause pause) {
            return new LookupResult.NotFound();
        }

        @Override
        public WriteResult write(Change change, WriteListener listener) {
            String id = change.sourceId();
            beforeWrite.accept(id);
            if (id.equals("7")) {
                return new WriteResult.Refused(new Refusal("refused", 1));
            }
            if (!change.addTags().isEmpty()) {
                listener.onEvent(new WriteEvent.TagsAdded(change.addTags()));
            } else {
                listener.onEvent(new WriteEvent.Creating());
                listener.onEvent(new WriteEvent.Created(
                        "h" + id, change.fields().stream().map(FieldValue::name).toList()));
            }
            written.add(id);
            return new WriteResult.Done();
        }

        @Override
        public Map<CallKind, Integer> expectedCalls(Change change) {
            return Map.of();
        }

        @Override
        public void close() {}
    }
}
