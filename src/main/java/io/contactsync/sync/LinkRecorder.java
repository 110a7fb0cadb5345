package io.contactsync.sync;

import io.contactsync.claim.Claim;
import io.contactsync.connector.WriteEvent;
import io.contactsync.connector.WriteListener;
import io.contactsync.connector.WriteResult;
import io.contactsync.contact.Draft;
import io.contactsync.contact.Outcome;
import io.contactsync.contact.TargetContact;
import io.contactsync.ledger.ChangeDetector;
import io.contactsync.ledger.ChannelLedger;
import io.contactsync.ledger.KnownState;
import io.contactsync.ledger.Link;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Records the steps of one contact in the ledger. An intent and a new link are on disk at once; a step that only saves
 * a call is deferred. Not thread-safe.
 */
final class LinkRecorder implements WriteListener {

    private final ChannelLedger ledger;
    private final ChangeDetector changes;
    private final Draft draft;
    private final Clock clock;
    private final Claim claim;
    private final MatchKeys matchKeys;
    private @Nullable Link link;
    private boolean keysRecorded;

    LinkRecorder(
            ChannelLedger ledger,
            ChangeDetector changes,
            SyncRules rules,
            Draft draft,
            @Nullable Link link,
            Claim claim) {
        this.ledger = ledger;
        this.claim = claim;
        this.changes = changes;
        this.draft = draft;
        this.clock = rules.clock();
        this.matchKeys = MatchKeys.of(draft, rules.match(), changes);
        this.link = link;
    }

    /** The link as last recorded. */
    Link link() {
        return Objects.requireNonNull(link, "nothing was recorded yet");
    }

    /** Records the end of a write and returns the contact's result. */
    SyncResult finish(WriteResult written) {
        if (written instanceof WriteResult.Done) {
            settle(link().outcome(), "nothing left to send");
            return SyncResult.of(link().outcome());
        }
        dropIntent();
        return written instanceof WriteResult.Refused refused
                ? SyncResult.refused(refused.refusal())
                : SyncResult.notVisible();
    }

    @Override
    public void onEvent(WriteEvent event) {
        if (event instanceof WriteEvent.Creating) {
            recordIntent();
            claim.creating();
        } else if (event instanceof WriteEvent.NotCreated) {
            dropIntent();
        } else if (event instanceof WriteEvent.Created created) {
            recordCreated(created.targetId(), created.fields());
        } else if (event instanceof WriteEvent.FieldsUpdated updated) {
            KnownState known = link().known().withFields(changes.hashes(draft, updated.fields()));
            recordStep(known, "sent " + listed(updated.fields()));
        } else if (event instanceof WriteEvent.TagsAdded added) {
            recordStep(link().known().withTags(added.tags()), "tagged " + listed(added.tags()));
        } else if (event instanceof WriteEvent.TagsRemoved removed) {
            recordStep(link().known().withoutTags(removed.tags()), "untagged " + listed(removed.tags()));
        } else {
            throw new IllegalStateException("unknown event: " + event);
        }
    }

    private void recordIntent() {
        Link intent = new Link(
                draft.sourceId(),
                null,
                Link.State.INTENDED,
                KnownState.NOTHING,
                matchKeys.first(),
                ledger.run(),
                Outcome.CREATED,
                clock.instant());
        put(intent, "create begun");
    }

    private void dropIntent() {
        if (link != null && link.state() == Link.State.INTENDED) {
            ledger.drop(draft.sourceId(), "create not done");
            claim.resolved();
            link = null;
        }
    }

    private void recordCreated(String targetId, List<String> fields) {
        KnownState known = changes.created(draft, fields);
        Link created = settledIfComplete(targetId, Link.State.CREATED, known, Outcome.CREATED);
        put(created, "created as " + targetId + " with " + listed(fields));
        claim.created();
    }

    /** Records that a create whose response was lost has been done. */
    void recordFoundCreated(TargetContact present) {
        KnownState known = changes.found(draft, present);
        Link created = settledIfComplete(present.targetId(), Link.State.CREATED, known, Outcome.CREATED);
        put(created, "found created as " + present.targetId());
        claim.created();
    }

    /** Records a contact that is in the target but was not linked. */
    void recordFound(TargetContact present) {
        KnownState known = changes.found(draft, present);
        link = null;
        Link found = settledIfComplete(present.targetId(), Link.State.FOUND, known, Outcome.UNCHANGED);
        put(found, "found as " + present.targetId());
    }

    private void recordStep(KnownState known, String what) {
        Link before = link();
        String targetId = Objects.requireNonNull(before.targetId());
        defer(settledIfComplete(targetId, before.state(), known, outcome(before)), what);
    }

    private Outcome outcome(Link before) {
        boolean createdByThisRun = before.run() == ledger.run() && before.outcome() == Outcome.CREATED;
        return createdByThisRun ? Outcome.CREATED : Outcome.UPDATED;
    }

    private Link settledIfComplete(String targetId, Link.State phase, KnownState known, Outcome outcome) {
        boolean complete = changes.update(draft, targetId, known, phase).isEmpty();
        Instant intended = link == null ? null : link.intendedAt();
        return next(targetId, complete ? Link.State.SETTLED : phase, known, outcome, intended);
    }

    /** Records the final outcome of a contact for which nothing is left to send. */
    void settle(Outcome outcome, String why) {
        Link now = link();
        if (now.state() != Link.State.SETTLED) {
            String targetId = Objects.requireNonNull(now.targetId());
            defer(next(targetId, Link.State.SETTLED, now.known(), outcome, now.intendedAt()), why);
        }
    }

    private Link next(
            String targetId, Link.State phase, KnownState known, Outcome outcome, @Nullable Instant intendedAt) {
        boolean equal = phase == Link.State.SETTLED
                && changes.update(draft, targetId, known, phase).isEmpty();
        String digest = equal ? changes.draftHash(draft) : "";
        return new Link(draft.sourceId(), targetId, phase, known, digest, ledger.run(), outcome, intendedAt);
    }

    private void put(Link now, String what) {
        ledger.put(now, newKeys(), what);
        recorded(now);
    }

    private void defer(Link now, String what) {
        ledger.defer(now, newKeys(), what);
        recorded(now);
    }

    /** The hashes of the match values, or null if they are already recorded. */
    private @Nullable Collection<String> newKeys() {
        return keysRecorded ? null : matchKeys.hashes().values();
    }

    private void recorded(Link now) {
        keysRecorded = true;
        link = now;
    }

    private static String listed(Collection<String> names) {
        return names.isEmpty() ? "no fields" : String.join(", ", names);
    }
}
