package io.contactsync.road;

import io.contactsync.contact.Draft;
import io.contactsync.contact.Outcome;
import io.contactsync.contact.target.Journal;
import io.contactsync.contact.target.Present;
import io.contactsync.contact.target.Written;
import io.contactsync.ledger.Ledger;
import io.contactsync.ledger.link.Changes;
import io.contactsync.ledger.link.Known;
import io.contactsync.ledger.link.Link;
import io.contactsync.ledger.link.Phase;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Writes the steps of one contact into the ledger; for one thread. */
final class LinkJournal implements Journal {

    private final Ledger ledger;
    private final Changes changes;
    private final Draft draft;
    private final Clock clock;
    private final Claims claims;
    private @Nullable Link link;
    private boolean claimed;

    LinkJournal(Ledger ledger, Changes changes, RoadRules rules, Draft draft, @Nullable Link link) {
        this.ledger = ledger;
        this.changes = changes;
        this.draft = draft;
        this.clock = rules.clock();
        this.claims = Claims.of(draft, rules.match(), changes);
        this.link = link;
    }

    /** The link as it was written last. */
    Link link() {
        return Objects.requireNonNull(link, "nothing was written yet");
    }

    /** How the contact ended, when the target has done with it. */
    Arrival arrival(Written written) {
        if (written instanceof Written.Done) {
            settle(link().outcome(), "nothing left to send");
            return Arrival.at(link().outcome());
        }
        notCreated();
        return written instanceof Written.Refused refused ? Arrival.refused(refused.refusal()) : Arrival.notShown();
    }

    @Override
    public void creating() {
        Link intent = new Link(
                draft.sourceId(),
                null,
                Phase.INTENDED,
                Known.NOTHING,
                claims.first(),
                ledger.run(),
                Outcome.CREATED,
                clock.instant());
        write(intent, "create begun");
    }

    @Override
    public void notCreated() {
        if (link != null && link.phase() == Phase.INTENDED) {
            ledger.drop(draft.sourceId(), "create not done");
            link = null;
        }
    }

    @Override
    public void created(String targetId, Collection<String> fields) {
        Known known = changes.created(draft, fields);
        step(targetId, Phase.CREATED, known, Outcome.CREATED, "created as " + targetId + " with " + listed(fields));
    }

    /** A create whose answer was lost turned out to have been done. */
    void createdAfterAll(Present present) {
        Known known = changes.found(draft, present);
        step(present.targetId(), Phase.CREATED, known, Outcome.CREATED, "found created as " + present.targetId());
    }

    /** The contact was in the target before. */
    void found(Present present) {
        Known known = changes.found(draft, present);
        link = null;
        step(present.targetId(), Phase.FOUND, known, Outcome.UNCHANGED, "found as " + present.targetId());
    }

    @Override
    public void updated(Collection<String> fields) {
        Link before = link();
        Known known = before.known().withFields(changes.sent(draft, fields));
        step(before, known, "sent " + listed(fields));
    }

    @Override
    public void tagsAdded(Collection<String> tags) {
        Link before = link();
        step(before, before.known().withTags(tags), "tagged " + listed(tags));
    }

    @Override
    public void tagsRemoved(Collection<String> tags) {
        Link before = link();
        step(before, before.known().withoutTags(tags), "untagged " + listed(tags));
    }

    private void step(Link before, Known known, String what) {
        step(Objects.requireNonNull(before.targetId()), before.phase(), known, outcome(before), what);
    }

    private Outcome outcome(Link before) {
        boolean createdByThisRun = before.run() == ledger.run() && before.outcome() == Outcome.CREATED;
        return createdByThisRun ? Outcome.CREATED : Outcome.UPDATED;
    }

    /** Writes a step, and with the last one that the contact is settled. */
    private void step(String targetId, Phase phase, Known known, Outcome outcome, String what) {
        boolean done = changes.update(draft, targetId, known, phase).isEmpty();
        Instant intended = link == null ? null : link.intendedAt();
        write(targetId, done ? Phase.SETTLED : phase, known, outcome, intended, what);
    }

    /** Leaves the contact as it is, for good. */
    void settle(Outcome outcome, String why) {
        Link now = link();
        if (now.phase() != Phase.SETTLED) {
            write(Objects.requireNonNull(now.targetId()), Phase.SETTLED, now.known(), outcome, now.intendedAt(), why);
        }
    }

    private void write(
            String targetId, Phase phase, Known known, Outcome outcome, @Nullable Instant intendedAt, String what) {
        boolean equal = phase == Phase.SETTLED
                && changes.update(draft, targetId, known, phase).isEmpty();
        String digest = equal ? changes.digest(draft) : "";
        write(new Link(draft.sourceId(), targetId, phase, known, digest, ledger.run(), outcome, intendedAt), what);
    }

    private void write(Link now, String what) {
        ledger.put(now, claimed ? null : claims.hashes().values(), what);
        claimed = true;
        link = now;
    }

    private static String listed(Collection<String> names) {
        return names.isEmpty() ? "no fields" : String.join(", ", names);
    }
}
