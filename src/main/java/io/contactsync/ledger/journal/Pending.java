package io.contactsync.ledger.journal;

import io.contactsync.ledger.link.Link;
import io.contactsync.ledger.link.Phase;
import io.contactsync.ledger.step.Contact;
import io.contactsync.ledger.step.Step;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How the contacts stand whose last steps the database does not have yet. Changed by one thread at a time, read by any.
 */
public final class Pending {

    /**
     * What the steps of a contact that are pending say of it.
     *
     * @param number the entry of the last of them
     * @param linkTold whether they say anything of its link
     * @param link its link, or null when it has none
     * @param matches the hashes of its match values, or null when they say nothing of them
     * @param rejectTold whether they say anything of its reject
     * @param refusal its reject, or null when it has none
     */
    public record State(
            long number,
            boolean linkTold,
            @Nullable Link link,
            @Nullable List<String> matches,
            boolean rejectTold,
            Step.@Nullable Refuse refusal) {

        private static final State NOTHING = new State(0, false, null, null, false, null);

        private State after(Step step, long entry) {
            if (step instanceof Step.Put put) {
                boolean settled = put.link().phase() == Phase.SETTLED;
                return new State(
                        entry,
                        true,
                        put.link(),
                        put.matches() == null ? matches : put.matches(),
                        rejectTold || settled,
                        settled ? null : refusal);
            }
            if (step instanceof Step.Drop) {
                return new State(entry, true, null, List.of(), rejectTold, refusal);
            }
            return new State(entry, linkTold, link, matches, true, step instanceof Step.Refuse now ? now : null);
        }
    }

    /** An id or a hash on one channel. */
    private record Name(int channel, String text) {}

    private final Map<Contact, State> states = new ConcurrentHashMap<>();
    private final Map<Name, Set<String>> byMatch = new ConcurrentHashMap<>();
    private final Map<Name, Set<String>> byTarget = new ConcurrentHashMap<>();

    /** Takes the steps of an entry. */
    void add(long number, List<Step> steps) {
        for (Step step : steps) {
            Contact contact = Contact.of(step);
            State before = states.getOrDefault(contact, State.NOTHING);
            State now = before.after(step, number);
            index(contact, before, now);
            states.put(contact, now);
        }
    }

    /** Forgets the steps of entries that the database has now. */
    void forget(Collection<Entry> entries, long applied) {
        for (Entry entry : entries) {
            for (Step step : entry.steps()) {
                Contact contact = Contact.of(step);
                State state = states.get(contact);
                if (state != null && state.number() <= applied) {
                    states.remove(contact);
                    index(contact, state, State.NOTHING);
                }
            }
        }
    }

    private void index(Contact contact, State before, State now) {
        // A reader in between finds too much rather than too little.
        names(contact, now.matches()).forEach(name -> add(byMatch, name, contact));
        names(contact, target(now)).forEach(name -> add(byTarget, name, contact));
        without(names(contact, before.matches()), now.matches()).forEach(name -> remove(byMatch, name, contact));
        without(names(contact, target(before)), target(now)).forEach(name -> remove(byTarget, name, contact));
    }

    private static List<String> target(State state) {
        String targetId = state.link() == null ? null : state.link().targetId();
        return targetId == null ? List.of() : List.of(targetId);
    }

    private static Stream<Name> names(Contact contact, @Nullable List<String> texts) {
        return texts == null ? Stream.empty() : texts.stream().map(text -> new Name(contact.channel(), text));
    }

    private static Stream<Name> without(Stream<Name> names, @Nullable List<String> texts) {
        return texts == null ? names : names.filter(name -> !texts.contains(name.text()));
    }

    private static void add(Map<Name, Set<String>> index, Name name, Contact contact) {
        index.computeIfAbsent(name, any -> ConcurrentHashMap.newKeySet(2)).add(contact.sourceId());
    }

    private static void remove(Map<Name, Set<String>> index, Name name, Contact contact) {
        index.computeIfPresent(name, (any, ids) -> {
            ids.remove(contact.sourceId());
            return ids.isEmpty() ? null : ids;
        });
    }

    /**
     * How a contact stands.
     *
     * @param channel the channel's number
     * @param sourceId the contact's id in the source
     * @return what its steps say, or null when none is pending
     */
    public @Nullable State of(int channel, String sourceId) {
        return states.get(new Contact(channel, sourceId));
    }

    /**
     * Whose match value this is, among the contacts with pending steps.
     *
     * @param channel the channel's number
     * @param hash the value's hash
     * @return their ids in the source
     */
    public Set<String> byMatch(int channel, String hash) {
        return byMatch.getOrDefault(new Name(channel, hash), Set.of());
    }

    /**
     * Who is linked to a contact of the target, among the contacts with pending steps.
     *
     * @param channel the channel's number
     * @param targetId the contact's id in the target
     * @return their ids in the source
     */
    public Set<String> byTarget(int channel, String targetId) {
        return byTarget.getOrDefault(new Name(channel, targetId), Set.of());
    }
}
