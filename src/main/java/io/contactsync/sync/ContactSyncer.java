package io.contactsync.sync;

import io.contactsync.connector.LookupResult;
import io.contactsync.connector.Target;
import io.contactsync.connector.WriteResult;
import io.contactsync.contact.Change;
import io.contactsync.contact.Draft;
import io.contactsync.contact.Outcome;
import io.contactsync.contact.Refusal;
import io.contactsync.contact.TargetContact;
import io.contactsync.ledger.ChangeDetector;
import io.contactsync.ledger.ChannelLedger;
import io.contactsync.ledger.Link;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Brings one contact after the other to its outcome on one channel. For several threads, each with another contact. */
public final class ContactSyncer {

    /**
     * A contact may not be shown for a while after its create; only later does "no such contact" mean that it is gone.
     */
    private static final Duration SLOW_TO_SHOW = Duration.ofMinutes(5);

    private final Target target;
    private final ChannelLedger ledger;
    private final ChangeDetector changes;
    private final SyncRules rules;
    private final CreateHandler creation;
    private final SnapshotWriter rewriting;

    /**
     * The road of one channel.
     *
     * @param target where its contacts go
     * @param ledger what is known of them
     * @param changes tells what differs
     * @param rules what the job file says
     */
    public ContactSyncer(Target target, ChannelLedger ledger, ChangeDetector changes, SyncRules rules) {
        this.target = target;
        this.ledger = ledger;
        this.changes = changes;
        this.rules = rules;
        this.creation = new CreateHandler(target, ledger, changes, rules, this::carryOut);
        this.rewriting = new SnapshotWriter(target, ledger, changes);
    }

    /** Returns when the results of all contacts so far are on disk. To be called before the checkpoint is moved. */
    public void settle() {
        rewriting.settle();
        ledger.flush();
    }

    /**
     * Tells what became of a contact for which nothing has to be asked or sent.
     *
     * @param draft what shall be true
     * @param link its link
     * @return its outcome, or nothing when it has to travel
     */
    public Optional<Outcome> atOnce(Draft draft, Link link) {
        if (link.state() != Link.State.SETTLED || target.isRebuilt()) {
            return Optional.empty();
        }
        boolean unchanged = changes.draftHash(draft).equals(link.draft())
                || changes.update(draft, Objects.requireNonNull(link.targetId()), link.known(), link.state())
                        .isEmpty();
        if (unchanged) {
            return Optional.of(link.run() == ledger.run() ? link.outcome() : Outcome.UNCHANGED);
        }
        return rules.mode() == SyncRules.Mode.CREATE_ONLY ? Optional.of(Outcome.SKIPPED) : Optional.empty();
    }

    /**
     * Brings a contact to its outcome.
     *
     * @param draft what shall be true
     * @param link its link, or null when it has none
     * @return how it ended
     */
    public SyncResult travel(Draft draft, @Nullable Link link) {
        if (target.isRebuilt()) {
            return rewriting.travel(draft, link);
        }
        if (link == null) {
            return arriveNew(draft, null);
        }
        return link.state() == Link.State.INTENDED ? creation.settle(draft, link) : update(draft, link);
    }

    private SyncResult arriveNew(Draft draft, @Nullable String gone) {
        Map<String, String> owners = MatchKeys.of(draft, rules.match(), changes).owners(ledger, draft.sourceId());
        LookupResult sighting = target.find(draft, owners.keySet());
        if (sighting instanceof LookupResult.Found found
                && found.present().targetId().equals(gone)) {
            return SyncResult.refused(new Refusal("the target finds contact " + gone + " and says that it is gone", 1));
        }
        if (sighting instanceof LookupResult.Found found) {
            return adopt(draft, found.present());
        }
        if (!(sighting instanceof LookupResult.None)) {
            return SyncResult.rejected(sighting);
        }
        if (!owners.isEmpty()) {
            Map.Entry<String, String> first = owners.entrySet().iterator().next();
            return SyncResult.rejected(
                    "would become the same contact as " + first.getValue() + ": same " + first.getKey());
        }
        return rules.mode() == SyncRules.Mode.UPDATE_ONLY ? SyncResult.at(Outcome.SKIPPED) : creation.create(draft);
    }

    private SyncResult adopt(Draft draft, TargetContact present) {
        String id = present.targetId();
        Optional<SyncResult> taken = SyncResult.takenBy(ledger.sourceIdOfTarget(id), draft.sourceId(), id);
        if (taken.isPresent()) {
            return taken.get();
        }
        LinkRecorder journal = new LinkRecorder(ledger, changes, rules, draft, null);
        journal.found(present);
        Optional<SyncResult> arrival = carryOut(draft, journal.link());
        if (arrival.isEmpty()) {
            // Looked up again it would be found again, and so on without end.
            ledger.drop(draft.sourceId(), "found, and gone when it was written to: " + id);
        }
        return arrival.orElseGet(
                () -> SyncResult.rejected("is found in the target as " + id + ", and gone when it is written to"));
    }

    private SyncResult update(Draft draft, Link link) {
        Optional<SyncResult> arrival = carryOut(draft, link);
        if (arrival.isPresent()) {
            return arrival.get();
        }
        if (mayBeSlowToShow(link)) {
            return SyncResult.notShown();
        }
        ledger.drop(draft.sourceId(), "gone from the target: " + link.targetId());
        return arriveNew(draft, link.targetId());
    }

    /** Sends what is left to send; nothing comes back when the target has no such contact. */
    private Optional<SyncResult> carryOut(Draft draft, Link link) {
        LinkRecorder journal = new LinkRecorder(ledger, changes, rules, draft, link);
        String id = Objects.requireNonNull(link.targetId());
        Change change = changes.update(draft, id, link.known(), link.state());
        boolean forbidden = rules.mode() == SyncRules.Mode.CREATE_ONLY && link.state() != Link.State.CREATED;
        if (change.isEmpty() || forbidden) {
            Outcome outcome = change.isEmpty() ? outcomeOf(link) : Outcome.SKIPPED;
            journal.settle(outcome, "nothing to send");
            return Optional.of(SyncResult.at(outcome));
        }
        WriteResult written = target.put(change, journal);
        return written instanceof WriteResult.Vanished ? Optional.empty() : Optional.of(journal.arrival(written));
    }

    private Outcome outcomeOf(Link link) {
        return link.run() == ledger.run() ? link.outcome() : Outcome.UNCHANGED;
    }

    private boolean mayBeSlowToShow(Link link) {
        Instant created = link.intendedAt();
        boolean ofThisRun = link.state() != Link.State.SETTLED || link.run() == ledger.run();
        return ofThisRun
                && created != null
                && created.plus(SLOW_TO_SHOW).isAfter(rules.clock().instant());
    }

    /**
     * Marks a contact that is gone from the source.
     *
     * @param link its link
     * @return updated when it was marked, unchanged when the target has it no more, else rejected
     */
    public SyncResult mark(Link link) {
        return new MissingContactHandler(target, ledger, rules.onMissing()).say(link);
    }

    /**
     * The match values that a draft lays claim to.
     *
     * @param draft what shall be true
     * @return their hashes
     */
    public Set<String> claims(Draft draft) {
        return new LinkedHashSet<>(
                MatchKeys.of(draft, rules.match(), changes).hashes().values());
    }
}
