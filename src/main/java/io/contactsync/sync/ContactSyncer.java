package io.contactsync.sync;

import io.contactsync.claim.Claim;
import io.contactsync.claim.MatchClaims;
import io.contactsync.connector.Freshness;
import io.contactsync.connector.LookupResult;
import io.contactsync.connector.Pause;
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
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Syncs contacts to one channel. {@link #sync} is the complete path of one contact: a linked contact is updated; an
 * unlinked one is looked up, then adopted or created. Thread-safe, as long as no two threads sync the same contact.
 */
public final class ContactSyncer {

    /**
     * A new contact may be invisible for this long after its create. Only after that does "not found" mean that it is
     * gone.
     */
    private static final Duration VISIBILITY_DELAY = Duration.ofMinutes(5);

    /** How often a job checks whether another job has settled a contact. */
    private static final Duration CLAIM_POLL_INTERVAL = Duration.ofMillis(100);

    private final Target target;
    private final ChannelLedger ledger;
    private final ChangeDetector changes;
    private final SyncRules rules;
    private final MatchClaims claims;
    private final SnapshotWriter snapshotWriter;

    /**
     * Creates the syncer of one channel.
     *
     * @param ledger the channel's links
     * @param changes compares drafts with links
     * @param claims the claims of the channel, shared with other jobs
     */
    public ContactSyncer(
            Target target, ChannelLedger ledger, ChangeDetector changes, SyncRules rules, MatchClaims claims) {
        this.target = target;
        this.ledger = ledger;
        this.changes = changes;
        this.rules = rules;
        this.claims = claims;
        this.snapshotWriter = new SnapshotWriter(target, ledger, changes, rules.sample());
    }

    /**
     * Determines the outcome from the ledger alone, if that is possible: for a contact that is unchanged, or changed in
     * a job that only creates.
     *
     * @return the outcome, or empty if the contact has to be synced
     */
    public Optional<Outcome> resolveFromLedger(Draft draft, Link link) {
        if (link.state() != Link.State.SETTLED || target.isSnapshot()) {
            return Optional.empty();
        }
        boolean unchanged = changes.draftHash(draft).equals(link.draft())
                || changes.update(draft, Objects.requireNonNull(link.targetId()), link.known(), link.state())
                        .isEmpty();
        if (unchanged) {
            return Optional.of(outcomeWithoutChange(link));
        }
        return rules.mode() == SyncRules.Mode.CREATE_ONLY ? Optional.of(Outcome.SKIPPED) : Optional.empty();
    }

    /**
     * Syncs one contact.
     *
     * @param link the contact's link, or null if it has none
     * @param pause waits for another job, or for a create to become visible
     */
    public SyncResult sync(Draft draft, @Nullable Link link, Pause pause) {
        if (target.isSnapshot()) {
            return snapshotWriter.write(draft, link);
        }
        if (link == null) {
            try (Claim claim = acquireClaim(draft, pause)) {
                return lookUpOrCreate(draft, Set.of(), freshness(claim), claim, pause);
            }
        }
        if (link.state() == Link.State.INTENDED) {
            try (Claim claim = acquireClaim(draft, pause)) {
                return settleCreate(draft, link, claim, pause);
            }
        }
        Optional<SyncResult> updated = update(draft, link);
        if (updated.isPresent()) {
            return updated.get();
        }
        try (Claim claim = acquireClaim(draft, pause)) {
            return syncVanished(draft, link, claim, pause);
        }
    }

    /** Claims the contact's match values. Waits while another job has one of them. */
    private Claim acquireClaim(Draft draft, Pause pause) {
        if (rules.mode() == SyncRules.Mode.UPDATE_ONLY) {
            return Claim.NONE;
        }
        Set<String> keys = MatchKeys.claimed(draft, rules, changes);
        Optional<Claim> claim = claims.tryAcquire(keys);
        while (claim.isEmpty()) {
            pause.sleep(CLAIM_POLL_INTERVAL);
            claim = claims.tryAcquire(keys);
        }
        return claim.get();
    }

    private static Freshness freshness(Claim claim) {
        return switch (claim.status()) {
            case CLEAR -> Freshness.CACHED;
            case CREATED_BY_OTHER -> Freshness.CURRENT;
            case IN_DOUBT -> Freshness.SETTLED;
        };
    }

    /** Creates a contact again that is gone from the target, unless the target only does not show it yet. */
    private SyncResult syncVanished(Draft draft, Link link, Claim claim, Pause pause) {
        boolean createdInThisRun =
                link.state() == Link.State.CREATED || (link.run() == ledger.run() && link.outcome() == Outcome.CREATED);
        if (createdInThisRun && claim.isCreatedWithin(VISIBILITY_DELAY)) {
            return SyncResult.notVisible();
        }
        String vanishedId = Objects.requireNonNull(link.targetId());
        ledger.drop(draft.sourceId(), "gone from the target: " + vanishedId);
        Freshness freshness = createdInThisRun ? Freshness.SETTLED : freshness(claim);
        return lookUpOrCreate(draft, Set.of(), freshness, claim, pause, vanishedId);
    }

    private SyncResult lookUpOrCreate(
            Draft draft, Set<String> askedFields, Freshness freshness, Claim claim, Pause pause) {
        return lookUpOrCreate(draft, askedFields, freshness, claim, pause, null);
    }

    /**
     * Looks up a contact without a link; adopts it if it is found, and creates it otherwise.
     *
     * @param askedFields match fields that are already known not to find it
     */
    private SyncResult lookUpOrCreate(
            Draft draft,
            Set<String> askedFields,
            Freshness freshness,
            Claim claim,
            Pause pause,
            @Nullable String vanishedId) {
        // A value that belongs to another link is not looked up: it would find that link's contact.
        Map<String, String> owners = keys(draft).owners(ledger, draft.sourceId());
        Set<String> excluded = new HashSet<>(owners.keySet());
        excluded.addAll(askedFields);
        boolean canFind = !excluded.containsAll(keys(draft).hashes().keySet());
        LookupResult lookup = target.find(draft, excluded, canFind ? freshness : Freshness.CACHED, pause);
        if (!(lookup instanceof LookupResult.Found) && !(lookup instanceof LookupResult.NotFound)) {
            return SyncResult.rejected(lookup);
        }
        claim.resolved();
        if (lookup instanceof LookupResult.Found found) {
            return found.contact().targetId().equals(vanishedId)
                    ? SyncResult.refused(
                            new Refusal("the target finds contact " + vanishedId + " and says that it is gone", 1))
                    : adopt(draft, found.contact());
        }
        if (!owners.isEmpty()) {
            Map.Entry<String, String> first = owners.entrySet().iterator().next();
            return SyncResult.rejected(
                    "would become the same contact as " + first.getValue() + ": same " + first.getKey());
        }
        return rules.mode() == SyncRules.Mode.UPDATE_ONLY
                ? SyncResult.of(Outcome.SKIPPED)
                : create(draft, claim, pause);
    }

    /** Links a contact that is already in the target, and updates it. */
    private SyncResult adopt(Draft draft, TargetContact present) {
        String id = present.targetId();
        Optional<SyncResult> conflict = SyncResult.linkedToOther(ledger.sourceIdOfTarget(id), draft.sourceId(), id);
        if (conflict.isPresent()) {
            return conflict.get();
        }
        LinkRecorder recorder = new LinkRecorder(ledger, changes, rules, draft, null, Claim.NONE);
        recorder.recordFound(present);
        Optional<SyncResult> updated = update(draft, recorder.link());
        if (updated.isEmpty()) {
            // Another lookup would find the same contact, and so on without end.
            ledger.drop(draft.sourceId(), "found, and gone when it was written to: " + id);
        }
        return updated.orElseGet(
                () -> SyncResult.rejected("is found in the target as " + id + ", and gone when it is written to"));
    }

    /** Creates a contact. If the response is lost, the create is settled before it is sent again. */
    private SyncResult create(Draft draft, Claim claim, Pause pause) {
        LinkRecorder recorder = new LinkRecorder(ledger, changes, rules, draft, null, claim);
        for (int attempt = 1; attempt <= rules.createAttempts(); attempt++) {
            WriteResult written = target.write(changes.create(draft), recorder);
            if (!(written instanceof WriteResult.InDoubt)) {
                return recorder.finish(written);
            }
            LookupResult lookup = target.resolveLostCreate(draft, Target.CreateSender.THIS_PROCESS, pause);
            if (!(lookup instanceof LookupResult.NotFound)) {
                return completeCreate(draft, recorder, lookup);
            }
        }
        ledger.drop(draft.sourceId(), "create given up");
        claim.created();
        return SyncResult.refused(new Refusal(
                "its create was sent " + rules.createAttempts() + " times and not done", rules.createAttempts()));
    }

    /**
     * Settles a create of an earlier process, of which the ledger knows only the intent. How long ago it was sent is
     * unknown: the wall clock may have been changed since, and other processes may have sent it again.
     */
    private SyncResult settleCreate(Draft draft, Link intent, Claim claim, Pause pause) {
        MatchKeys keys = keys(draft);
        if (!keys.first().equals(intent.draft())) {
            // A lookup by the current value would not find the contact, even if it was created.
            return SyncResult.rejected("in doubt: a create was sent and its answer lost, and the value to ask for it by"
                    + " has changed since");
        }
        claim.creating();
        LookupResult lookup = target.resolveLostCreate(draft, Target.CreateSender.EARLIER_PROCESS, pause);
        if (!(lookup instanceof LookupResult.NotFound)) {
            return completeCreate(draft, new LinkRecorder(ledger, changes, rules, draft, intent, claim), lookup);
        }
        ledger.drop(draft.sourceId(), "was not created");
        // Meanwhile, a job with other match fields may have created the contact.
        Set<String> asked = Set.of(keys.hashes().keySet().iterator().next());
        return lookUpOrCreate(draft, asked, Freshness.CURRENT, claim, pause);
    }

    /** Links the contact of a create whose response was lost, and sends what the create did not include. */
    private SyncResult completeCreate(Draft draft, LinkRecorder recorder, LookupResult lookup) {
        if (!(lookup instanceof LookupResult.Found found)) {
            return SyncResult.rejected(lookup);
        }
        TargetContact present = found.contact();
        Optional<SyncResult> conflict = SyncResult.linkedToOther(
                ledger.sourceIdOfTarget(present.targetId()), draft.sourceId(), present.targetId());
        if (conflict.isPresent()) {
            return conflict.get();
        }
        recorder.recordFoundCreated(present);
        return update(draft, recorder.link()).orElseGet(SyncResult::notVisible);
    }

    /** Sends what differs from the link; empty if the target does not have the contact. */
    private Optional<SyncResult> update(Draft draft, Link link) {
        LinkRecorder recorder = new LinkRecorder(ledger, changes, rules, draft, link, Claim.NONE);
        String id = Objects.requireNonNull(link.targetId());
        Change change = changes.update(draft, id, link.known(), link.state());
        boolean forbidden = rules.mode() == SyncRules.Mode.CREATE_ONLY && link.state() != Link.State.CREATED;
        if (change.isEmpty() || forbidden) {
            Outcome outcome = change.isEmpty() ? outcomeWithoutChange(link) : Outcome.SKIPPED;
            recorder.settle(outcome, "nothing to send");
            return Optional.of(SyncResult.of(outcome));
        }
        WriteResult written = target.write(change, recorder);
        return written instanceof WriteResult.NotFound ? Optional.empty() : Optional.of(recorder.finish(written));
    }

    /** A contact that this run has already synced, and reads again, keeps its outcome. */
    private Outcome outcomeWithoutChange(Link link) {
        return link.run() == ledger.run() ? link.outcome() : Outcome.UNCHANGED;
    }

    /**
     * Tags or deletes a contact that is missing from the source.
     *
     * @return updated if that was done, unchanged if the target no longer has the contact, else rejected
     */
    public SyncResult handleMissing(Link link) {
        return new MissingContactHandler(target, ledger, rules.onMissing()).handle(link);
    }

    /** The hashes of a draft's match values. Contacts that share one must not be synced at the same time. */
    public Set<String> matchKeys(Draft draft) {
        return new LinkedHashSet<>(keys(draft).hashes().values());
    }

    private MatchKeys keys(Draft draft) {
        return MatchKeys.of(draft, rules.match(), changes);
    }

    /** Writes all results so far to disk. Must be called before the checkpoint is advanced. */
    public void flush() {
        snapshotWriter.flush();
        ledger.flush();
    }
}
