package io.contactsync.digivault;

import io.contactsync.connector.ContactMatcher;
import io.contactsync.connector.LookupResult;
import io.contactsync.contact.Contact;
import io.contactsync.contact.Draft;
import io.contactsync.contact.Refusal;
import io.contactsync.contact.TargetContact;
import io.contactsync.http.CancellationToken;
import io.contactsync.http.ratelimit.Ticker;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Answers who is there from a listing of all contacts, read when the first contact without a link comes up.
 *
 * <p>A lost create is asked for where new contacts stand, at both ends of the list, two calls each time; that it was
 * not done is believed only of a full listing begun 30 s after it was sent.
 */
final class ListingLookup {

    /** When a lost create is asked for, since it was sent. */
    private static final List<Duration> ASKED_AFTER =
            List.of(Duration.ofSeconds(1), Duration.ofSeconds(4), Duration.ofSeconds(12), Duration.ofSeconds(30));

    /** A value that more contacts share identifies nobody. */
    private static final int MOST_ALIKE = 500;

    private final DigivaultApi api;
    private final ContactMatcher matching;
    private final CancellationToken stop;
    private final Ticker ticker;
    private @Nullable ContactIndex roster;
    private long begunNanos;
    private Map<String, TargetContact> newest = Map.of();
    private long newestNanos;

    ListingLookup(DigivaultApi api, List<String> match, boolean oldest, CancellationToken stop) {
        this.api = api;
        this.matching = new ContactMatcher("DigiVault", match, oldest);
        this.stop = stop;
        this.ticker = stop.ticker();
    }

    LookupResult find(Draft draft, Set<String> notAsked) {
        for (String field : matching.fields()) {
            Optional<Object> value = draft.value(field);
            if (value.isEmpty() || notAsked.contains(field)) {
                continue;
            }
            LookupResult sighting = judge(draft, field, having(field, value.get()));
            if (!(sighting instanceof LookupResult.None)) {
                return sighting;
            }
        }
        return new LookupResult.None();
    }

    private synchronized List<TargetContact> having(String field, Object value) {
        return (roster == null ? read() : roster).having(field, value, MOST_ALIKE + 1);
    }

    private ContactIndex read() {
        roster = null;
        begunNanos = ticker.nanoTime();
        ContactIndex read = ContactIndex.of(DigivaultScan.fromStart(api), matching.fields());
        roster = read;
        return read;
    }

    private LookupResult judge(Draft draft, String field, List<TargetContact> exact) {
        return exact.size() > MOST_ALIKE
                ? new LookupResult.Refused(
                        new Refusal("more than " + MOST_ALIKE + " DigiVault contacts have its " + field, 1))
                : matching.judge(draft, field, exact);
    }

    LookupResult settle(Draft draft, Duration age) {
        Optional<String> field = matching.firstWithValue(draft);
        if (field.isEmpty()) {
            return new LookupResult.Unclear(
                    "in doubt: a create was sent and its answer lost, and there is no match field to look for in DigiVault");
        }
        Object value = draft.value(field.get()).orElseThrow();
        long dueNanos = ticker.nanoTime() - age.toNanos();
        long sentNanos = dueNanos;
        for (Duration after : ASKED_AFTER) {
            dueNanos = sentNanos + after.toNanos();
            long wait = dueNanos - ticker.nanoTime();
            if (wait > 0) {
                stop.sleep(Duration.ofNanos(wait));
                List<TargetContact> newest = newestSince(dueNanos, field.get(), value);
                if (!newest.isEmpty()) {
                    return matching.judge(draft, field.get(), newest);
                }
            }
        }
        return judge(draft, field.get(), listedSince(dueNanos, field.get(), value));
    }

    /** The contacts with a value among those that stand first or last in the list, each once. */
    private synchronized List<TargetContact> newestSince(long nanos, String field, Object value) {
        // Several lost creates share what was read late enough for each; so with the listing below.
        if (newestNanos - nanos < 0 || newest.isEmpty()) {
            newestNanos = ticker.nanoTime();
            newest = atTheEnds();
        }
        return newest.values().stream()
                .filter(one -> ContactMatcher.has(one, field, value))
                .toList();
    }

    private Map<String, TargetContact> atTheEnds() {
        Map<String, TargetContact> found = new LinkedHashMap<>();
        String last = roster == null ? "" : roster.lastId();
        take(api.list(null), found);
        if (!last.isEmpty()) {
            take(api.list(last), found);
        }
        return found;
    }

    private static void take(DigivaultApi.Listed page, Map<String, TargetContact> found) {
        if (page instanceof DigivaultApi.Listed.Ok listed) {
            listed.page()
                    .items()
                    .forEach(item -> DigivaultPage.id(item)
                            .ifPresent(id -> found.put(
                                    id, ContactIndex.present(new Contact(id, DigivaultPage.fields(item), id)))));
        }
    }

    private synchronized List<TargetContact> listedSince(long nanos, String field, Object value) {
        ContactIndex known = roster;
        boolean fresh = known != null && begunNanos - nanos >= 0;
        return (fresh && known != null ? known : read()).having(field, value, MOST_ALIKE + 1);
    }

    /** A contact turned out to be gone. */
    synchronized void forget(String id) {
        if (roster != null) {
            roster.forget(id);
        }
    }
}
