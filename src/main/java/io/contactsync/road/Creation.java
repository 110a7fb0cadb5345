package io.contactsync.road;

import io.contactsync.contact.Draft;
import io.contactsync.contact.Outcome;
import io.contactsync.contact.target.Present;
import io.contactsync.contact.target.Refusal;
import io.contactsync.contact.target.Sighting;
import io.contactsync.contact.target.Target;
import io.contactsync.contact.target.Written;
import io.contactsync.ledger.Ledger;
import io.contactsync.ledger.link.Changes;
import io.contactsync.ledger.link.Link;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;

/** Creates a contact, and never a second one: what a lost answer leaves open is settled before anything is sent. */
final class Creation {

    private final Target target;
    private final Ledger ledger;
    private final Changes changes;
    private final RoadRules rules;
    private final BiFunction<Draft, Link, Optional<Arrival>> rest;

    /**
     * The creation of contacts on one channel.
     *
     * @param rest sends what is left to send to a contact that turned out to be there
     */
    Creation(
            Target target,
            Ledger ledger,
            Changes changes,
            RoadRules rules,
            BiFunction<Draft, Link, Optional<Arrival>> rest) {
        this.target = target;
        this.ledger = ledger;
        this.changes = changes;
        this.rules = rules;
        this.rest = rest;
    }

    /** Creates a contact that is not there. */
    Arrival create(Draft draft) {
        LinkJournal journal = new LinkJournal(ledger, changes, rules, draft, null);
        for (int attempt = 1; attempt <= rules.createAttempts(); attempt++) {
            Written written = target.put(changes.create(draft), journal);
            if (!(written instanceof Written.InDoubt)) {
                return journal.arrival(written);
            }
            Sighting sighting = target.settle(draft, Duration.ZERO);
            if (!(sighting instanceof Sighting.None)) {
                return settled(draft, journal, sighting);
            }
        }
        ledger.drop(draft.sourceId(), "create given up");
        return Arrival.refused(new Refusal(
                "its create was sent " + rules.createAttempts() + " times and not done", rules.createAttempts()));
    }

    /** Settles a create of which only the intent is known. */
    Arrival settle(Draft draft, Link intended) {
        if (!Claims.of(draft, rules.match(), changes).first().equals(intended.draft())) {
            // Asked for by what it has now it would not be found, even if it is there.
            return Arrival.rejected("in doubt: a create was sent and its answer lost, and the value to ask for it by"
                    + " has changed since");
        }
        Instant sent = Objects.requireNonNull(intended.intendedAt());
        Duration age = Duration.between(sent, rules.clock().instant());
        Sighting sighting = target.settle(draft, age.isNegative() ? Duration.ZERO : age);
        if (!(sighting instanceof Sighting.None)) {
            return settled(draft, new LinkJournal(ledger, changes, rules, draft, intended), sighting);
        }
        if (rules.mode() == RoadRules.Mode.UPDATE_ONLY) {
            ledger.drop(draft.sourceId(), "was not created, and the job creates none any more");
            return Arrival.at(Outcome.SKIPPED);
        }
        return create(draft);
    }

    private Arrival settled(Draft draft, LinkJournal journal, Sighting sighting) {
        if (!(sighting instanceof Sighting.Found found)) {
            return Arrival.rejected(sighting);
        }
        Present present = found.present();
        Optional<Arrival> taken =
                Arrival.takenBy(ledger.ownerOfTarget(present.targetId()), draft.sourceId(), present.targetId());
        if (taken.isPresent()) {
            return taken.get();
        }
        journal.createdAfterAll(present);
        return rest.apply(draft, journal.link()).orElseGet(Arrival::notShown);
    }
}
