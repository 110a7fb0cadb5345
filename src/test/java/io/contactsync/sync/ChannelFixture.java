package io.contactsync.sync;

import io.contactsync.claim.FileMatchClaims;
import io.contactsync.claim.MatchClaims;
import io.contactsync.connector.Pause;
import io.contactsync.contact.Draft;
import io.contactsync.contact.Outcome;
import io.contactsync.contact.WriteMode;
import io.contactsync.http.ratelimit.ManualTicker;
import io.contactsync.ledger.ChangeDetector;
import io.contactsync.ledger.ChannelLedger;
import io.contactsync.ledger.JobLedger;
import io.contactsync.ledger.Link;
import io.contactsync.state.StateDirectory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Syncs drafts to a {@link RemoteStore} as a run does, with the links as they are on disk. */
final class ChannelFixture {

    static final List<String> MATCH = List.of("digivault_id", "phone");

    private final JobLedger job;
    private final StateDirectory state;
    private final String name;
    private final String channel;
    private final ManualTicker ticker;
    private SyncRules.Mode mode = SyncRules.Mode.UPSERT;
    private List<String> match = MATCH;
    private Clock wallClock = Clock.fixed(Instant.parse("2026-01-31T02:00:00Z"), ZoneOffset.UTC);
    private int run = 1;
    private RemoteStore store;

    ChannelFixture(JobLedger job, StateDirectory state, String name) {
        this(job, state, name, name, new ManualTicker(0), null);
    }

    private ChannelFixture(
            JobLedger job,
            StateDirectory state,
            String name,
            String channel,
            ManualTicker ticker,
            @Nullable RemoteStore store) {
        this.job = job;
        this.state = state;
        this.name = name;
        this.channel = channel;
        this.ticker = ticker;
        this.store = store == null ? new RemoteStore(MATCH, ticker) : store;
    }

    /** Another job that writes to the same store. */
    ChannelFixture otherJob(String... fields) {
        ChannelFixture other =
                new ChannelFixture(job, state, name + " 2", channel, ticker, store.matchingBy(List.of(fields)));
        other.match = List.of(fields);
        return other;
    }

    RemoteStore store() {
        return store;
    }

    ChannelFixture withMatch(List<String> fields) {
        match = fields;
        store = new RemoteStore(fields, ticker);
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

    /** Sets the wall clock forward or back; the monotonic clock is not changed. */
    void stepWallClock(Duration step) {
        wallClock = Clock.offset(wallClock, step);
    }

    void advanceClock(Duration some) {
        ticker.advance(some.toNanos());
    }

    ChannelLedger ledger() {
        return job.channel(name, run);
    }

    /** Each contact is synced by a process of its own. */
    private <T> T withSyncer(Function<ContactSyncer, T> action) {
        try (MatchClaims claims = claims()) {
            ChangeDetector changes = new ChangeDetector(state.hash(), false);
            return action.apply(new ContactSyncer(store, ledger(), changes, rules(), claims));
        }
    }

    Set<String> claimKeys(Draft draft) {
        ChangeDetector changes = new ChangeDetector(state.hash(), false);
        return MatchKeys.claimed(draft, rules(), changes);
    }

    private SyncRules rules() {
        return new SyncRules(mode, match, Set.of("phone"), 3, new SyncRules.OnMissing.Tag("Gone"), wallClock, false);
    }

    MatchClaims claims() {
        return FileMatchClaims.open(state.file("claims-" + channel.replaceAll("\\W", "-")), name, ticker);
    }

    @Nullable
    Link link(String id) {
        return ledger().links(List.of(id)).get(id);
    }

    /** Syncs a draft as a run does: resolves it from the ledger if possible. */
    SyncResult sync(Draft draft) {
        return sync(draft, time -> ticker.advance(time.toNanos()));
    }

    SyncResult sync(Draft draft, Pause pause) {
        Link link = link(draft.sourceId());
        return withSyncer(syncer -> {
            Optional<Outcome> known = link == null ? Optional.empty() : syncer.resolveFromLedger(draft, link);
            return known.map(outcome -> new SyncResult(outcome, null, false))
                    .orElseGet(() -> syncer.sync(draft, link, pause));
        });
    }

    Outcome outcome(Draft draft) {
        return sync(draft).outcome();
    }

    SyncResult handleMissing(String id) {
        Link link = Objects.requireNonNull(link(id));
        return withSyncer(syncer -> syncer.handleMissing(link));
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
