package io.contactsync.heyx;

import io.contactsync.connector.ContactMatcher;
import io.contactsync.connector.FieldFilter;
import io.contactsync.contact.CallKind;
import io.contactsync.contact.TargetContact;
import io.contactsync.http.ApiClient;
import io.contactsync.http.ApiRequest;
import io.contactsync.http.ApiRequest.RetrySafety;
import io.contactsync.http.ApiResult;
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
import tools.jackson.databind.JsonNode;

/**
 * All contacts that carry the job's mark, read ten a call when the first contact without a link comes up.
 *
 * <p>Rows can repeat or go missing between pages (behaviour.md, "Order of a list"): the listing counts as whole only if
 * it showed as many contacts as every page said there are. Where it is not whole, who is not in it is still asked for.
 */
final class ContactPreload {

    private static final Logger LOG = LoggerFactory.getLogger(ContactPreload.class);

    /** So many pages in a row without a contact that is new end the listing, whatever it promises. */
    private static final int MAX_WITHOUT_NEW = 3;

    private final ApiClient client;
    private final ContactUrls urls;
    private final HeyxTargetOptions options;
    private @Nullable Map<String, List<TargetContact>> byFirstMatch;
    private boolean complete;

    ContactPreload(ApiClient client, ContactUrls urls, HeyxTargetOptions options) {
        this.client = client;
        this.urls = urls;
        this.options = options;
    }

    /**
     * The contacts with a value in the first match field.
     *
     * @return them, possibly none; or nothing when the listing cannot tell
     */
    synchronized Optional<List<TargetContact>> contactsWith(String value) {
        Map<String, List<TargetContact>> listed = byFirstMatch;
        if (listed == null) {
            listed = read();
            byFirstMatch = listed;
        }
        List<TargetContact> having =
                listed.getOrDefault(ContactMatcher.comparisonKey(options.match().get(0), value), List.of());
        return having.isEmpty() && !complete ? Optional.empty() : Optional.of(List.copyOf(having));
    }

    /** A contact of the listing turned out to be gone. */
    synchronized void remove(String id) {
        if (byFirstMatch != null) {
            byFirstMatch
                    .values()
                    .forEach(having -> having.removeIf(one -> one.targetId().equals(id)));
        }
    }

    private Map<String, List<TargetContact>> read() {
        Map<String, List<TargetContact>> listed = new HashMap<>();
        Set<String> ids = new HashSet<>();
        Set<Integer> totals = new HashSet<>();
        int fruitless = 0;
        int lastPage = 1;
        for (int page = 1; page <= lastPage && fruitless < MAX_WITHOUT_NEW; page++) {
            Optional<JsonNode> body = page(page);
            if (body.isEmpty()) {
                return listed;
            }
            int before = ids.size();
            totals.add(HeyxJson.total(body.get()));
            lastPage = HeyxJson.lastPage(body.get());
            HeyxJson.contacts(body.get()).stream()
                    .filter(one -> ids.add(one.targetId()))
                    .forEach(one -> add(listed, one));
            fruitless = ids.size() > before ? 0 : fruitless + 1;
        }
        complete = totals.equals(Set.of(ids.size()));
        return listed;
    }

    private Optional<JsonNode> page(int page) {
        FieldFilter listing = java.util.Objects.requireNonNull(options.preload());
        ApiResult reply = client.send(new ApiRequest(
                CallKind.LOOKUP.json(),
                "GET",
                urls.byField(listing.field(), listing.value(), page),
                null,
                RetrySafety.IDEMPOTENT));
        if (reply instanceof ApiResult.Ok ok && HeyxJson.error(ok.body()).isEmpty() && HeyxJson.isList(ok.body())) {
            return Optional.of(ok.body());
        }
        LOG.warn(
                "the listing of contacts with {} ended at page {}: contacts are looked up one by one",
                listing.field(),
                page);
        return Optional.empty();
    }

    private void add(Map<String, List<TargetContact>> listed, TargetContact contact) {
        Object key = contact.fields().get(options.match().get(0));
        if (key != null) {
            String comparable = ContactMatcher.comparisonKey(options.match().get(0), key);
            listed.computeIfAbsent(comparable, k -> new ArrayList<>(1)).add(compact(contact));
        }
    }

    private TargetContact compact(TargetContact contact) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>(contact.fields());
        fields.keySet().retainAll(options.fields());
        Set<String> tags = new HashSet<>(contact.tags());
        tags.retainAll(options.tags());
        return new TargetContact(contact.targetId(), fields, tags, contact.createdAt());
    }
}
