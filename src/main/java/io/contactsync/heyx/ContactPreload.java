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
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * The contacts that match the job's {@code preload}, read with ten contacts per call for the first contact without a
 * link.
 *
 * <p>Rows can be repeated or omitted between pages (behaviour.md, "Order of a list"). The listing is complete only if
 * it contains as many contacts as every page reports as the total. If it is incomplete, contacts that are not in it are
 * still looked up.
 */
final class ContactPreload {

    private static final Logger LOG = LoggerFactory.getLogger(ContactPreload.class);

    /** The listing ends after this number of consecutive pages without a new contact. */
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
     * Returns the contacts with a value in the first match field.
     *
     * @return the contacts, possibly none; empty if the listing is incomplete and does not contain one
     */
    synchronized Optional<List<TargetContact>> contactsWith(String value) {
        Map<String, List<TargetContact>> listed = byFirstMatch;
        if (listed == null) {
            listed = read();
            byFirstMatch = listed;
        }
        List<TargetContact> found =
                listed.getOrDefault(ContactMatcher.comparisonKey(options.match().get(0), value), List.of());
        return found.isEmpty() && !complete ? Optional.empty() : Optional.of(List.copyOf(found));
    }

    /** Removes a contact that no longer exists. */
    synchronized void remove(String id) {
        if (byFirstMatch != null) {
            byFirstMatch
                    .values()
                    .forEach(contacts -> contacts.removeIf(one -> one.targetId().equals(id)));
        }
    }

    private Map<String, List<TargetContact>> read() {
        Map<String, List<TargetContact>> listed = new HashMap<>();
        Set<String> ids = new HashSet<>();
        Set<Integer> totals = new HashSet<>();
        int withoutNew = 0;
        int lastPage = 1;
        for (int page = 1; page <= lastPage && withoutNew < MAX_WITHOUT_NEW; page++) {
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
            withoutNew = ids.size() > before ? 0 : withoutNew + 1;
        }
        complete = totals.equals(Set.of(ids.size()));
        return listed;
    }

    private Optional<JsonNode> page(int page) {
        FieldFilter listing = Objects.requireNonNull(options.preload());
        ApiResult result = client.send(new ApiRequest(
                CallKind.LOOKUP.json(),
                "GET",
                urls.byField(listing.field(), listing.value(), page),
                null,
                RetrySafety.IDEMPOTENT));
        if (result instanceof ApiResult.Ok ok && HeyxJson.error(ok.body()).isEmpty() && HeyxJson.isList(ok.body())) {
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

    /** Keeps only the fields and tags that the job writes, to save memory. */
    private TargetContact compact(TargetContact contact) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>(contact.fields());
        fields.keySet().retainAll(options.fields());
        Set<String> tags = new HashSet<>(contact.tags());
        tags.retainAll(options.tags());
        return new TargetContact(contact.targetId(), fields, tags, contact.createdAt());
    }
}
