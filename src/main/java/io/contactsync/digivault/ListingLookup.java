package io.contactsync.digivault;

import io.contactsync.connector.ContactMatcher;
import io.contactsync.connector.Freshness;
import io.contactsync.connector.LookupResult;
import io.contactsync.connector.Pause;
import io.contactsync.connector.Target;
import io.contactsync.contact.Contact;
import io.contactsync.contact.Draft;
import io.contactsync.contact.Refusal;
import io.contactsync.contact.TargetContact;
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
    private static final List<Duration> TIMES_AFTER_CREATE =
            List.of(Duration.ofSeconds(1), Duration.ofSeconds(4), Duration.ofSeconds(12), Duration.ofSeconds(30));

    /**
     * When a contact is looked up that an earlier process may have created, measured from the first lookup. The full
     * listing is made at the end, so the ends of the list are not read then.
     */
    private static final List<Duration> TIMES_FROM_FIRST_LOOKUP =
            List.of(Duration.ZERO, Duration.ofSeconds(4), Duration.ofSeconds(12));

    /** After this time the target certainly shows a contact. */
    private static final Duration VISIBILITY_DELAY = Duration.ofSeconds(30);

    /** A value that more contacts have in common does not identify a contact. */
    private static final int MAX_MATCHES = 500;

    private final DigivaultApi api;
    private final ContactMatcher matcher;
    private final Ticker ticker;
    private @Nullable ContactIndex index;
    private long indexStartedNanos;
    private Map<String, TargetContact> newest = Map.of();
    private long newestNanos;

    ListingLookup(DigivaultApi api, List<String> match, boolean preferOldest, Ticker ticker) {
        this.api = api;
        this.matcher = new ContactMatcher("DigiVault", match, preferOldest);
        this.ticker = ticker;
    }

    LookupResult find(Draft draft, Set<String> excludedFields, Freshness freshness, Pause pause) {
        List<String> fields = matcher.fields().stream()
                .filter(field -> draft.value(field).isPresent() && !excludedFields.contains(field))
                .toList();
        if (fields.isEmpty()) {
            return new LookupResult.NotFound();
        }
        return switch (freshness) {
            case CACHED -> find(draft, fields, this::listed);
            case CURRENT -> {
                long now = ticker.nanoTime();
                yield find(draft, fields, (field, value) -> listedSince(now, field, value));
            }
            case SETTLED -> findSettled(draft, fields, TIMES_FROM_FIRST_LOOKUP, pause);
        };
    }

    /** Returns the contacts that have a value in a match field. */
    private interface Listing {
        List<TargetContact> contactsWith(String field, Object value);
    }

    /** Looks up one field after the other until one finds a contact. */
    private LookupResult find(Draft draft, List<String> fields, Listing listing) {
        for (String field : fields) {
            Object value = draft.value(field).orElseThrow();
            LookupResult result = resolve(draft, field, listing.contactsWith(field, value));
            if (!(result instanceof LookupResult.NotFound)) {
                return result;
            }
        }
        return new LookupResult.NotFound();
    }

    private synchronized List<TargetContact> listed(String field, Object value) {
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

    LookupResult resolveLostCreate(Draft draft, Target.CreateSender sender, Pause pause) {
        Optional<String> field = matcher.firstFieldWithValue(draft);
        if (field.isEmpty()) {
            return new LookupResult.Unclear(
                    "in doubt: the response to a create was lost, and there is no match field to look it up in DigiVault");
        }
        List<Duration> times =
                sender == Target.CreateSender.THIS_PROCESS ? TIMES_AFTER_CREATE : TIMES_FROM_FIRST_LOOKUP;
        return findSettled(draft, List.of(field.get()), times, pause);
    }

    private LookupResult findSettled(Draft draft, List<String> fields, List<Duration> times, Pause pause) {
        long start = ticker.nanoTime();
        for (Duration time : times) {
            long due = sleepUntil(start + time.toNanos(), pause);
            LookupResult result = find(draft, fields, (field, value) -> newestReadSince(due, field, value));
            if (!(result instanceof LookupResult.NotFound)) {
                return result;
            }
        }
        long due = sleepUntil(start + VISIBILITY_DELAY.toNanos(), pause);
        return find(draft, fields, (field, value) -> listedSince(due, field, value));
    }

    private long sleepUntil(long due, Pause pause) {
        long wait = due - ticker.nanoTime();
        if (wait > 0) {
            pause.sleep(Duration.ofNanos(wait));
        }
        return due;
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

    private synchronized List<TargetContact> listedSince(long nanos, String field, Object value) {
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
