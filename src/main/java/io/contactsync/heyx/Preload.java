package io.contactsync.heyx;

import io.contactsync.contact.CallKind;
import io.contactsync.contact.Present;
import io.contactsync.http.ApiCall;
import io.contactsync.http.ApiCall.Repeat;
import io.contactsync.http.ApiClient;
import io.contactsync.http.Reply;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All contacts that carry the job's mark, read ten a call when the first contact without a link comes up.
 *
 * <p>Rows can repeat or go missing between pages (behaviour.md, "Order of a list"): the listing counts as whole only if
 * it showed as many contacts as every page said there are. Where it is not whole, who is not in it is still asked for.
 */
final class Preload {

    private static final Logger LOG = LoggerFactory.getLogger(Preload.class);

    private final ApiClient client;
    private final ContactUrls urls;
    private final HeyxOptions options;
    private @Nullable Map<String, List<Present>> byFirstMatch;
    private boolean whole;

    Preload(ApiClient client, ContactUrls urls, HeyxOptions options) {
        this.client = client;
        this.urls = urls;
        this.options = options;
    }

    /**
     * The contacts with a value in the first match field.
     *
     * @return them, possibly none; or nothing when the listing cannot tell
     */
    synchronized Optional<List<Present>> having(String value) {
        Map<String, List<Present>> listed = byFirstMatch;
        if (listed == null) {
            listed = read();
            byFirstMatch = listed;
        }
        List<Present> having = listed.getOrDefault(value, List.of());
        return having.isEmpty() && !whole ? Optional.empty() : Optional.of(having);
    }

    private Map<String, List<Present>> read() {
        HeyxOptions.Listing listing = java.util.Objects.requireNonNull(options.preload());
        Map<String, List<Present>> listed = new HashMap<>();
        Set<String> ids = new HashSet<>();
        Set<Integer> totals = new HashSet<>();
        int lastPage = 1;
        for (int page = 1; page <= lastPage; page++) {
            Reply reply = client.send(new ApiCall(
                    CallKind.LOOKUP.json(),
                    "GET",
                    urls.byField(listing.field(), listing.value(), page),
                    null,
                    Repeat.SAFE));
            if (!(reply instanceof Reply.Ok ok) || Wire.error(ok.body()).isPresent()) {
                LOG.warn(
                        "the listing of contacts with {} ended at page {}: contacts are looked up one by one",
                        listing.field(),
                        page);
                return listed;
            }
            totals.add(Wire.total(ok.body()));
            lastPage = Wire.lastPage(ok.body());
            Wire.contacts(ok.body()).stream()
                    .filter(one -> ids.add(one.targetId()))
                    .forEach(one -> add(listed, one));
        }
        whole = totals.equals(Set.of(ids.size()));
        return listed;
    }

    private void add(Map<String, List<Present>> listed, Present contact) {
        Object key = contact.fields().get(options.match().get(0));
        if (key != null) {
            listed.computeIfAbsent(key.toString(), k -> new ArrayList<>(1)).add(compact(contact));
        }
    }

    private Present compact(Present contact) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>(contact.fields());
        fields.keySet().retainAll(options.fields());
        Set<String> tags = new HashSet<>(contact.tags());
        tags.retainAll(options.tags());
        return new Present(contact.targetId(), fields, tags, contact.createdAt());
    }
}
