package io.contactsync.sync;

import io.contactsync.connector.LookupResult;
import io.contactsync.connector.Target;
import io.contactsync.connector.WriteResult;
import io.contactsync.contact.Draft;
import io.contactsync.contact.Outcome;
import io.contactsync.contact.Refusal;
import io.contactsync.contact.TargetContact;
import io.contactsync.ledger.ChangeDetector;
import io.contactsync.ledger.ChannelLedger;
import io.contactsync.ledger.Link;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;

/** Creates a contact, and never a second one: what a lost answer leaves open is settled before anything is sent. */
final class CreateHandler {

    private final Target target;
    private final ChannelLedger ledger;
    private final ChangeDetector changes;
    private final SyncRules rules;
    private final BiFunction<Draft, Link, Optional<SyncResult>> rest;

    /**
     * The creation of contacts on one channel.
     *
     * @param rest sends what is left to send to a contact that turned out to be there
     */
    CreateHandler(
            Target target,
            ChannelLedger ledger,
            ChangeDetector changes,
            SyncRules rules,
            BiFunction<Draft, Link, Optional<SyncResult>> rest) {
        this.target = target;
        this.ledger = ledger;
        this.changes = changes;
        this.rules = rules;
        this.rest = rest;
    }

    /** Creates a contact that is not there. */
    SyncResult create(Draft draft) {
        LinkRecorder journal = new LinkRecorder(ledger, changes, rules, draft, null);
        for (int attempt = 1; attempt <= rules.createAttempts(); attempt++) {
            WriteResult written = target.put(changes.create(draft), journal);
            if (!(written instanceof WriteResult.InDoubt)) {
                return journal.arrival(written);
            }
            LookupResult sighting = target.settle(draft, Duration.ZERO);
            if (!(sighting instanceof LookupResult.None)) {
                return settled(draft, journal, sighting);
            }
        }
        ledger.drop(draft.sourceId(), "create given up");
        return SyncResult.refused(new Refusal(
                "its create was sent " + rules.createAttempts() + " times and not done", rules.createAttempts()));
    }

    /** Settles a create of which only the intent is known. */
    SyncResult settle(Draft draft, Link intended) {
        if (!MatchKeys.of(draft, rules.match(), changes).first().equals(intended.draft())) {
            // Asked for by what it has now it would not be found, even if it is there.
            return SyncResult.rejected("in doubt: a create was sent and its answer lost, and the value to ask for it by"
                    + " has changed since");
        }
        Instant sent = Objects.requireNonNull(intended.intendedAt());
        Duration age = Duration.between(sent, rules.clock().instant());
        LookupResult sighting = target.settle(draft, age.isNegative() ? Duration.ZERO : age);
        if (!(sighting instanceof LookupResult.None)) {
            return settled(draft, new LinkRecorder(ledger, changes, rules, draft, intended), sighting);
        }
        if (rules.mode() == SyncRules.Mode.UPDATE_ONLY) {
            ledger.drop(draft.sourceId(), "was not created, and the job creates none any more");
            return SyncResult.at(Outcome.SKIPPED);
        }
        return create(draft);
    }

    private SyncResult settled(Draft draft, LinkRecorder journal, LookupResult sighting) {
        if (!(sighting instanceof LookupResult.Found found)) {
            return SyncResult.rejected(sighting);
        }
        TargetContact present = found.present();
        Optional<SyncResult> taken =
                SyncResult.takenBy(ledger.sourceIdOfTarget(present.targetId()), draft.sourceId(), present.targetId());
        if (taken.isPresent()) {
            return taken.get();
        }
        journal.createdAfterAll(present);
        return rest.apply(draft, journal.link()).orElseGet(SyncResult::notShown);
    }
}
