package io.contactsync.job.batch;

import io.contactsync.cli.StandardConnectors;
import io.contactsync.contact.Change;
import io.contactsync.contact.Contact;
import io.contactsync.contact.Draft;
import io.contactsync.contact.FieldValue;
import io.contactsync.contact.Reading;
import io.contactsync.contact.source.Scan;
import io.contactsync.contact.source.Source;
import io.contactsync.contact.target.CallKind;
import io.contactsync.contact.target.WriteEvent;
import io.contactsync.contact.target.WriteListener;
import io.contactsync.contact.target.Refusal;
import io.contactsync.contact.target.Sighting;
import io.contactsync.contact.target.Target;
import io.contactsync.contact.target.Written;
import io.contactsync.http.CallCounts;
import io.contactsync.http.StopSignal;
import io.contactsync.job.run.ChannelRun;
import io.contactsync.job.run.Checkpoint;
import io.contactsync.job.run.Ending;
import io.contactsync.job.run.RunOptions;
import io.contactsync.job.run.Scans;
import io.contactsync.job.run.Setting;
import io.contactsync.job.system.Expressions;
import io.contactsync.jobfile.JobFile;
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
import java.io.IOException;
import java.nio.LongBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
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

    StopSignal stop = new StopSignal();
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

    /** What one execution of a run works with. */
    Setting setting(Run run) {
        Source source = new Numbered();
        Expressions expressions = Expressions.compile(file, Instant.now());
        Ledger part = ledger.channel("support", run.no());
        Target target = new Recording();
        RoadRules.OnMissing onMissing = new RoadRules.OnMissing.Tag("Gone");
        RoadRules rules = new RoadRules(RoadRules.Mode.UPSERT, file.match(), 3, onMissing, Clock.systemUTC());
        ChannelRun channel = new ChannelRun(
                "support",
                new Preparation(
                        expressions.mapping(),
                        Objects.requireNonNull(expressions.when().get("support"))),
                new ContactRoad(target, part, new Changes(state.hash(), false), rules),
                part,
                target,
                null,
                new CallCounts(List.of(), LongBuffer.allocate(CallCounts.requiredLongs(List.of()))),
                () -> 1,
                List.of(),
                new Checkpoint(),
                new Sheet(),
                new RefusalStreak());
        RunOptions options = new RunOptions(
                RunOptions.Start.RESUME, OptionalLong.empty(), List.of(), OptionalLong.empty(), Optional.empty());
        Scans scans = Scans.readAhead(source, 1, stop::isStopRequested);
        return new Setting(file, options, ledger, run, source, null, scans, List.of(channel), stop, new Ending());
    }

    @Override
    public void close() {
        ledger.close();
    }

    private final class Numbered implements Source {

        @Override
        public Scan after(@Nullable String position) {
            return new Scan() {
                private int next = position == null ? 0 : ids.indexOf(position) + 1;

                @Override
                public boolean hasNext() {
                    return next < ids.size();
                }

                @Override
                public Reading next() {
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
                public boolean saw(String id) {
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
        public Sighting find(Draft draft, Set<String> notAsked) {
            return new Sighting.None();
        }

        @Override
        public Sighting settle(Draft draft, Duration age) {
            return new Sighting.None();
        }

        @Override
        public Written put(Change change, WriteListener listener) {
            String id = change.sourceId();
            beforeWrite.accept(id);
            if (id.equals("7")) {
                return new Written.Refused(new Refusal("refused", 1));
            }
            if (!change.addTags().isEmpty()) {
                listener.on(new WriteEvent.TagsAdded(change.addTags()));
            } else {
                listener.on(new WriteEvent.Creating());
                listener.on(new WriteEvent.Created(
                        "h" + id, change.fields().stream().map(FieldValue::name).toList()));
            }
            written.add(id);
            return new Written.Done();
        }

        @Override
        public Map<CallKind, Integer> calls(Change change) {
            return Map.of();
        }

        @Override
        public void close() {}
    }
}
