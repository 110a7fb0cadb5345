package io.contactsync.sync;

import io.contactsync.contact.Draft;
import io.contactsync.contact.Outcome;
import io.contactsync.contact.WriteMode;
import io.contactsync.ledger.ChangeDetector;
import io.contactsync.ledger.ChannelLedger;
import io.contactsync.ledger.JobLedger;
import io.contactsync.ledger.Link;
import io.contactsync.state.StateDirectory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Syncs drafts to a {@link RemoteStore} as a run does, with the links as they are on disk. */
final class ChannelFixture {

    static final List<String> MATCH = List.of("digivault_id", "phone");

    private final JobLedger job;
    private final StateDirectory state;
    private final String name;
    private final Time time = new Time();
    private SyncRules.Mode mode = SyncRules.Mode.UPSERT;
    private List<String> match = MATCH;
    private int run = 1;
    private RemoteStore store = new RemoteStore(MATCH);

    ChannelFixture(JobLedger job, StateDirectory state, String name) {
        this.job = job;
        this.state = state;
        this.name = name;
    }

    /** A clock that a test moves. */
    private static final class Time extends Clock {
        private Instant now = Instant.parse("2026-01-31T02:00:00Z");

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException("UTC only");
        }
    }

    RemoteStore store() {
        return store;
    }

    ChannelFixture withMatch(List<String> fields) {
        match = fields;
        store = new RemoteStore(fields);
        return this;
    }

    ChannelFixture withMode(SyncRules.Mode other) {
        mode = other;
        return this;
    }

    /** Starts the next run. */
    void startNextRun() {
        run++;
        store.forgetSteps();
    }

    void advanceClock(Duration some) {
        time.now = time.now.plus(some);
    }

    ChannelLedger ledger() {
        return job.channel(name, run);
    }

    private ContactSyncer syncer() {
        ChangeDetector changes = new ChangeDetector(state.hash(), false);
        return new ContactSyncer(
                store,
                ledger(),
                changes,
                new SyncRules(mode, match, 3, new SyncRules.OnMissing.Tag("Gone"), time, false));
    }

    @Nullable
    Link link(String id) {
        return ledger().links(List.of(id)).get(id);
    }

    /** Syncs a draft as a run does: resolves it from the ledger if possible. */
    SyncResult sync(Draft draft) {
        Link link = link(draft.sourceId());
        Optional<Outcome> known = link == null ? Optional.empty() : syncer().resolveFromLedger(draft, link);
        return known.map(outcome -> new SyncResult(outcome, null, false)).orElseGet(() -> syncer().sync(draft, link));
    }

    Outcome outcome(Draft draft) {
        return sync(draft).outcome();
    }

    SyncResult handleMissing(String id) {
        return syncer().handleMissing(Objects.requireNonNull(link(id)));
    }

    /** A contact with five fields and three tags; the tag of missing contacts is removed, as in the job's mapping. */
    static Draft draft(String id, @Nullable String phone, String firstName) {
        List<Draft.Field> fields = new ArrayList<>();
        fields.add(new Draft.Field("digivault_id", id, WriteMode.ALWAYS, true));
        fields.add(new Draft.Field("phone", phone, WriteMode.ALWAYS, true));
        fields.add(new Draft.Field("firstName", firstName, WriteMode.ALWAYS, true));
        fields.add(new Draft.Field("lastName", "Example", WriteMode.ALWAYS, true));
        fields.add(new Draft.Field("nickname", "nick of " + id, WriteMode.IF_EMPTY, true));
        return new Draft(id, fields, Map.of("DigiVault", true, "Active", false, "Gone", false));
    }

    static Map<String, Object> fields(String id, String phone, String firstName) {
        return Map.of(
                "digivault_id", id,
                "phone", phone,
                "firstName", firstName,
                "lastName", "Example",
                "nickname", "nick of " + id);
    }
}
