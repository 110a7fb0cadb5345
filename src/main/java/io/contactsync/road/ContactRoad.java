package io.contactsync.road;

import io.contactsync.contact.Change;
import io.contactsync.contact.Draft;
import io.contactsync.contact.Outcome;
import io.contactsync.contact.Refusal;
import io.contactsync.contact.Sighting;
import io.contactsync.contact.Target;
import io.contactsync.contact.Written;
import io.contactsync.ledger.Changes;
import io.contactsync.ledger.Ledger;
import io.contactsync.ledger.Link;
import io.contactsync.ledger.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Brings one contact after the other to its outcome on one channel. For several threads, each with another contact. */
public final class ContactRoad {

    /**
     * A contact may not be shown for a while after its create; only later does "no such contact" mean that it is gone.
     */
    private static final Duration SLOW_TO_SHOW = Duration.ofMinutes(5);

    private final Target target;
    private final Ledger ledger;
    private final Changes changes;
    private final RoadRules rules;

    /**
     * The road of one channel.
     *
     * @param target where its contacts go
     * @param ledger what is known of them
     * @param changes tells what differs
     * @param rules what the job file says
     */
    public ContactRoad(Target target, Ledger ledger, Changes changes, RoadRules rules) {
        this.target = target;
        this.ledger = ledger;
        this.changes = changes;
        this.rules = rules;
    }

    /**
     * Tells what became of a contact for which nothing has to be asked or sent.
     *
     * @param draft what shall be true
     * @param link its link
     * @return its outcome, or nothing when it has to travel
     */
    public Optional<Outcome> atOnce(Draft draft, Link link) {
        if (link.phase() != Phase.SETTLED) {
            return Optional.empty();
        }
        boolean unchanged = changes.digest(draft).equals(link.draft())
                || changes.update(draft, Objects.requireNonNull(link.targetId()), link.known(), link.phase())
                        .isEmpty();
        if (unchanged) {
            return Optional.of(link.run() == ledger.run() ? link.outcome() : Outcome.UNCHANGED);
        }
        return rules.mode() == RoadRules.Mode.CREATE_ONLY ? Optional.of(Outcome.SKIPPED) : Optional.empty();
    }

    /**
     * Brings a contact to its outcome.
     *
     * @param draft what shall be true
     * @param link its link, or null when it has none
     * @return how it ended
     */
    public Arrival travel(Draft draft, @Nullable Link link) {
        if (link == null) {
            return arriveNew(draft, null);
        }
        return link.phase() == Phase.INTENDED ? settleCreate(draft, link) : update(draft, link);
    }

    private Arrival arriveNew(Draft draft, @Nullable String gone) {
        Map<String, String> owners = owners(draft);
        Sighting sighting = target.find(draft, owners.keySet());
        if (sighting instanceof Sighting.Found found
                && found.present().targetId().equals(gone)) {
            return Arrival.refused(new Refusal("the target finds contact " + gone + " and says that it is gone", 1));
        }
        if (sighting instanceof Sighting.Found found) {
            return adopt(draft, found);
        }
        if (!(sighting instanceof Sighting.None)) {
            return rejected(sighting);
        }
        if (!owners.isEmpty()) {
            Map.Entry<String, String> first = owners.entrySet().iterator().next();
            return Arrival.rejected(
                    "would become the same contact as " + first.getValue() + ": same " + first.getKey());
        }
        return rules.mode() == RoadRules.Mode.UPDATE_ONLY ? Arrival.at(Outcome.SKIPPED) : create(draft, null);
    }

    /** For each match field whose value belongs to another link, the contact that has it. */
    private Map<String, String> owners(Draft draft) {
        Map<String, String> owners = new java.util.LinkedHashMap<>();
        Claims.of(draft, rules.match(), changes)
                .hashes()
                .forEach((field, hash) ->
                        ledger.ownerOfMatch(hash, draft.sourceId()).ifPresent(owner -> owners.put(field, owner)));
        return owners;
    }

    private Arrival adopt(Draft draft, Sighting.Found found) {
        String id = found.present().targetId();
        Optional<String> owner = ledger.ownerOfTarget(id).filter(other -> !other.equals(draft.sourceId()));
        if (owner.isPresent()) {
            return Arrival.rejected("would become the same contact as " + owner.get() + ": both are " + id);
        }
        LinkJournal journal = journal(draft, null);
        journal.found(found.present());
        return update(draft, journal.link());
    }

    private Arrival update(Draft draft, Link link) {
        LinkJournal journal = journal(draft, link);
        String id = Objects.requireNonNull(link.targetId());
        Change change = changes.update(draft, id, link.known(), link.phase());
        boolean forbidden = rules.mode() == RoadRules.Mode.CREATE_ONLY && link.phase() != Phase.CREATED;
        if (change.isEmpty() || forbidden) {
            Outcome outcome = change.isEmpty() ? outcomeOf(link) : Outcome.SKIPPED;
            journal.settle(outcome, "nothing to send");
            return Arrival.at(outcome);
        }
        Written written = target.put(change, journal);
        if (written instanceof Written.Vanished && !mayBeSlowToShow(link)) {
            ledger.drop(draft.sourceId(), "gone from the target: " + id);
            return arriveNew(draft, id);
        }
        return arrival(written, journal);
    }

    private Outcome outcomeOf(Link link) {
        return link.run() == ledger.run() ? link.outcome() : Outcome.UNCHANGED;
    }

    private boolean mayBeSlowToShow(Link link) {
        Instant created = link.intendedAt();
        return created != null
                && created.plus(SLOW_TO_SHOW).isAfter(rules.clock().instant());
    }

    private Arrival create(Draft draft, @Nullable Link intended) {
        LinkJournal journal = journal(draft, intended);
        for (int attempt = 1; attempt <= rules.createAttempts(); attempt++) {
            Written written = target.put(changes.create(draft), journal);
            if (!(written instanceof Written.InDoubt)) {
                return arrival(written, journal);
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

    private Arrival settleCreate(Draft draft, Link intended) {
        Instant sent = Objects.requireNonNull(intended.intendedAt());
        Duration age = Duration.between(sent, rules.clock().instant());
        Sighting sighting = target.settle(draft, age.isNegative() ? Duration.ZERO : age);
        return sighting instanceof Sighting.None
                ? create(draft, intended)
                : settled(draft, journal(draft, intended), sighting);
    }

    private Arrival settled(Draft draft, LinkJournal journal, Sighting sighting) {
        if (!(sighting instanceof Sighting.Found found)) {
            return rejected(sighting);
        }
        journal.createdAfterAll(found.present());
        return update(draft, journal.link());
    }

    private static Arrival rejected(Sighting sighting) {
        return sighting instanceof Sighting.Refused refused
                ? Arrival.refused(refused.refusal())
                : Arrival.rejected(((Sighting.Unclear) sighting).reason());
    }

    private Arrival arrival(Written written, LinkJournal journal) {
        if (written instanceof Written.Done) {
            journal.settle(journal.link().outcome(), "nothing left to send");
            return Arrival.at(journal.link().outcome());
        }
        journal.notCreated();
        return Arrival.refused(
                written instanceof Written.Refused refused
                        ? refused.refusal()
                        : new Refusal("the target does not show the contact that it has just created", 1));
    }

    /**
     * Does to a contact that is gone from the source what the job file says.
     *
     * @param link its link
     * @return updated when it was marked or deleted, unchanged when the target has it no more, else rejected
     */
    public Arrival mark(Link link) {
        return new Farewell(target, ledger, rules.onMissing()).say(link);
    }

    private LinkJournal journal(Draft draft, @Nullable Link link) {
        return new LinkJournal(ledger, changes, rules, draft, link);
    }

    /**
     * The match values that a draft lays claim to.
     *
     * @param draft what shall be true
     * @return their hashes
     */
    public Set<String> claims(Draft draft) {
        return new LinkedHashSet<>(
                Claims.of(draft, rules.match(), changes).hashes().values());
    }
}
