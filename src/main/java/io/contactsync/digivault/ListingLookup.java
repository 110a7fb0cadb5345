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
    private static final List<Duration> LOOKUP_TIMES =
            List.of(Duration.ofSeconds(1), Duration.ofSeconds(4), Duration.ofSeconds(12), Duration.ofSeconds(30));

    /** A value that more contacts share identifies nobody. */
    private static final int MAX_MATCHES = 500;

    private final DigivaultApi api;
    private final ContactMatcher matcher;
    private final CancellationToken stop;
    private final Ticker ticker;
    private @Nullable ContactIndex index;
    private long indexStartedNanos;
    private Map<String, TargetContact> newest = Map.of();
    private long newestNanos;

    ListingLookup(DigivaultApi api, List<String> match, boolean oldest, CancellationToken stop) {
        this.api = api;
        this.matcher = new ContactMatcher("DigiVault", match, oldest);
        this.stop = stop;
        this.ticker = stop.ticker();
    }

    LookupResult find(Draft draft, Set<String> notAsked) {
        for (String field : matcher.fields()) {
            Optional<Object> value = draft.value(field);
            if (value.isEmpty() || notAsked.contains(field)) {
                continue;
            }
            LookupResult sighting = resolve(draft, field, contactsWith(field, value.get()));
            if (!(sighting instanceof LookupResult.NotFound)) {
                return sighting;
            }
        }
        return new LookupResult.NotFound();
    }

    private synchronized List<TargetContact> contactsWith(String field, Object value) {
        return (index == null ? readIndex() : index).contactsWith(field, value, MAX_MATCHES + 1);
    }

    private ContactIndex readIndex() {
        index = null;
        indexStartedNanos = ticker.nanoTime();
        ContactIndex read = ContactIndex.of(DigivaultScan.fromStart(api), matcher.fields());
        index = read;
        return read;
    }

    private LookupResult resolve(Draft draft, String field, List<TargetContact> exact) {
        return exact.size() > MAX_MATCHES
                ? new LookupResult.Refused(
                        new Refusal("more than " + MAX_MATCHES + " DigiVault contacts have its " + field, 1))
                : matcher.resolve(draft, field, exact);
    }

    LookupResult resolveLostCreate(Draft draft, Duration age) {
        Optional<String> field = matcher.firstFieldWithValue(draft);
        if (field.isEmpty()) {
            return new LookupResult.Unclear(
                    "in doubt: a create was sent and its answer lost, and there is no match field to look for in DigiVault");
        }
        Object value = draft.value(field.get()).orElseThrow();
        long dueNanos = ticker.nanoTime() - age.toNanos();
        long sentNanos = dueNanos;
        for (Duration after : LOOKUP_TIMES) {
            dueNanos = sentNanos + after.toNanos();
            long wait = dueNanos - ticker.nanoTime();
            if (wait > 0) {
                stop.sleep(Duration.ofNanos(wait));
                List<TargetContact> newest = newestReadSince(dueNanos, field.get(), value);
                if (!newest.isEmpty()) {
                    return matcher.resolve(draft, field.get(), newest);
                }
            }
        }
        return resolve(draft, field.get(), allReadSince(dueNanos, field.get(), value));
    }

    /** The contacts with a value among those that stand first or last in the list, each once. */
    private synchronized List<TargetContact> newestReadSince(long nanos, String field, Object value) {
        // Several lost creates share what was read late enough for each; so with the listing below.
        if (newestNanos - nanos < 0 || newest.isEmpty()) {
            newestNanos = ticker.nanoTime();
            newest = readBothEnds();
        }
        return newest.values().stream()
                .filter(one -> ContactMatcher.hasValue(one, field, value))
                .toList();
    }

    private Map<String, TargetContact> readBothEnds() {
        Map<String, TargetContact> found = new LinkedHashMap<>();
        String last = index == null ? "" : index.lastId();
        addPage(api.list(null), found);
        if (!last.isEmpty()) {
            addPage(api.list(last), found);
        }
        return found;
    }

    private static void addPage(DigivaultApi.ListResult page, Map<String, TargetContact> found) {
        if (page instanceof DigivaultApi.ListResult.Ok listed) {
            listed.page()
                    .items()
                    .forEach(item -> DigivaultPage.id(item)
                            .ifPresent(id -> found.put(
                                    id, ContactIndex.toTargetContact(new Contact(id, DigivaultPage.fields(item), id)))));
        }
    }

    private synchronized List<TargetContact> allReadSince(long nanos, String field, Object value) {
        ContactIndex known = index;
        boolean fresh = known != null && indexStartedNanos - nanos >= 0;
        return (fresh && known != null ? known : readIndex()).contactsWith(field, value, MAX_MATCHES + 1);
    }

    /** A contact turned out to be gone. */
    synchronized void remove(String id) {
        if (index != null) {
            index.remove(id);
        }
    }
}
