package io.contactsync.road;

import io.contactsync.contact.Change;
import io.contactsync.contact.Outcome;
import io.contactsync.contact.target.Target;
import io.contactsync.contact.target.Written;
import io.contactsync.ledger.Ledger;
import io.contactsync.ledger.link.Link;
import java.util.List;
import java.util.Objects;

/** Does to a contact that is gone from the source what the job file says. */
final class Farewell {

    private final Target target;
    private final Ledger ledger;
    private final RoadRules.OnMissing onMissing;

    Farewell(Target target, Ledger ledger, RoadRules.OnMissing onMissing) {
        this.target = target;
        this.ledger = ledger;
        this.onMissing = onMissing;
    }

    /** Marks or deletes it; updated when that was done, unchanged when the target has it no more, else rejected. */
    Arrival say(Link link) {
        Written written = act(link);
        if (written instanceof Written.Vanished) {
            ledger.drop(link.sourceId(), "gone from source and target");
            return Arrival.at(Outcome.UNCHANGED);
        }
        return written instanceof Written.Refused refused
                ? Arrival.refused(refused.refusal())
                : Arrival.at(Outcome.UPDATED);
    }

    private Written act(Link link) {
        String id = Objects.requireNonNull(link.targetId());
        if (onMissing instanceof RoadRules.OnMissing.Tag tag) {
            Change marking = new Change(link.sourceId(), id, List.of(), List.of(), List.of(tag.name()), List.of());
            return target.put(marking, new MissingJournal(ledger, link));
        }
        if (!(onMissing instanceof RoadRules.OnMissing.Delete)) {
            throw new IllegalStateException("the job leaves missing contacts alone");
        }
        Written written = target.delete(id);
        if (written instanceof Written.Done) {
            ledger.drop(link.sourceId(), "missing from the source, deleted " + id);
        }
        return written;
    }
}
