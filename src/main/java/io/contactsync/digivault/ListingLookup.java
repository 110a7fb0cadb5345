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
 * Looks up contacts in a listing of all contacts, which is read for the first contact without a link.
 *
 * <p>A lost create is looked up where new contacts are listed, at both ends of the list, with two calls each time. Only
 * a full listing that was started 30 s after the create proves that it was not executed.
 */
final class ListingLookup {

    /** When a lost create is looked up, measured from the time at which it was sent. */
    private static final List<Duration> LOOKUP_TIMES =
            List.of(Duration.ofSeconds(1), Duration.ofSeconds(4), Duration.ofSeconds(12), Duration.ofSeconds(30));

    /** A value that more contacts have in common does not identify a contact. */
    private static final int MAX_MATCHES = 500;

    private final DigivaultApi api;
    private final ContactMatcher matcher;
    private final CancellationToken stop;
    private final Ticker ticker;
    private @Nullable ContactIndex index;
    private long indexStartedNanos;
    private Map<String, TargetContact> newest = Map.of();
    private long newestNanos;

    ListingLookup(DigivaultApi api, List<String> match, boolean preferOldest, CancellationToken stop) {
        this.api = api;
        this.matcher = new ContactMatcher("DigiVault", match, preferOldest);
        this.stop = stop;
        this.ticker = stop.ticker();
    }

    LookupResult find(Draft draft, Set<String> excludedFields) {
        for (String field : matcher.fields()) {
            Optional<Object> value = draft.value(field);
            if (value.isEmpty() || excludedFields.contains(field)) {
                continue;
            }
            LookupResult result = resolve(draft, field, contactsWith(field, value.get()));
            if (!(result instanceof LookupResult.NotFound)) {
                return result;
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
        ContactIndex newIndex = ContactIndex.of(DigivaultScan.fromStart(api), matcher.fields());
        index = newIndex;
        return newIndex;
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
                    "in doubt: the response to a create was lost, and there is no match field to look it up in DigiVault");
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

    /** Returns the contacts with a value on the first and the last page of the list, each once. */
    private synchronized List<TargetContact> newestReadSince(long nanos, String field, Object value) {
        // Lost creates share a read that was late enough for each of them; the same applies to the full listing below.
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
                                    id,
                                    ContactIndex.toTargetContact(new Contact(id, DigivaultPage.fields(item), id)))));
        }
    }

    private synchronized List<TargetContact> allReadSince(long nanos, String field, Object value) {
        ContactIndex current = index;
        boolean fresh = current != null && indexStartedNanos - nanos >= 0;
        return (fresh && current != null ? current : readIndex()).contactsWith(field, value, MAX_MATCHES + 1);
    }

    /** Removes a contact that no longer exists. */
    synchronized void remove(String id) {
        if (index != null) {
            index.remove(id);
        }
    }
}
