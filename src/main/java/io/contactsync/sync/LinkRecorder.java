package io.contactsync.sync;

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
 * a call is deferred. For one thread.
 */
final class LinkRecorder implements WriteListener {

    private final ChannelLedger ledger;
    private final ChangeDetector changes;
    private final Draft draft;
    private final Clock clock;
    private final MatchKeys claims;
    private @Nullable Link link;
    private boolean claimed;

    LinkRecorder(ChannelLedger ledger, ChangeDetector changes, SyncRules rules, Draft draft, @Nullable Link link) {
        this.ledger = ledger;
        this.changes = changes;
        this.draft = draft;
        this.clock = rules.clock();
        this.claims = MatchKeys.of(draft, rules.match(), changes);
        this.link = link;
    }

    /** The link as it was recorded last. */
    Link link() {
        return Objects.requireNonNull(link, "nothing was recorded yet");
    }

    /** The contact's result after the target's last step. */
    SyncResult arrival(WriteResult written) {
        if (written instanceof WriteResult.Done) {
            settle(link().outcome(), "nothing left to send");
            return SyncResult.at(link().outcome());
        }
        dropIntent();
        return written instanceof WriteResult.Refused refused
                ? SyncResult.refused(refused.refusal())
                : SyncResult.notShown();
    }

    @Override
    public void on(WriteEvent event) {
        if (event instanceof WriteEvent.Creating) {
            recordIntent();
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
                claims.first(),
                ledger.run(),
                Outcome.CREATED,
                clock.instant());
        put(intent, "create begun");
    }

    private void dropIntent() {
        if (link != null && link.state() == Link.State.INTENDED) {
            ledger.drop(draft.sourceId(), "create not done");
            link = null;
        }
    }

    private void recordCreated(String targetId, List<String> fields) {
        KnownState known = changes.created(draft, fields);
        Link created = settledIfComplete(targetId, Link.State.CREATED, known, Outcome.CREATED);
        put(created, "created as " + targetId + " with " + listed(fields));
    }

    /** Records that a create with a lost response was done. */
    void createdAfterAll(TargetContact present) {
        KnownState known = changes.found(draft, present);
        Link created = settledIfComplete(present.targetId(), Link.State.CREATED, known, Outcome.CREATED);
        put(created, "found created as " + present.targetId());
    }

    /** Records a contact that was in the target before. */
    void found(TargetContact present) {
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

    /** Records the final outcome of a contact to which nothing more is sent. */
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
        ledger.put(now, newClaims(), what);
        recorded(now);
    }

    private void defer(Link now, String what) {
        ledger.defer(now, newClaims(), what);
        recorded(now);
    }

    /** The hashes of the match values, or null if they are recorded already. */
    private @Nullable Collection<String> newClaims() {
        return claimed ? null : claims.hashes().values();
    }

    private void recorded(Link now) {
        claimed = true;
        link = now;
    }

    private static String listed(Collection<String> names) {
        return names.isEmpty() ? "no fields" : String.join(", ", names);
    }
}
