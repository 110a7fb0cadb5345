package io.contactsync.heyx;

import io.contactsync.connector.ContactMatcher;
import io.contactsync.connector.LookupResult;
import io.contactsync.contact.CallKind;
import io.contactsync.contact.Draft;
import io.contactsync.contact.Refusal;
import io.contactsync.contact.TargetContact;
import io.contactsync.http.ApiClient;
import io.contactsync.http.ApiRequest;
import io.contactsync.http.ApiRequest.RetrySafety;
import io.contactsync.http.ApiResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Looks up a contact by the match fields, in their order. */
final class ContactLookup {

    /** A value with more pages of contacts does not identify a contact. */
    private static final int MAX_PAGES = 50;

    private final ApiClient client;
    private final ContactUrls urls;
    private final HeyxTargetOptions options;
    private final ContactMatcher matcher;
    private final ContactPreload preload;

    ContactLookup(ApiClient client, ContactUrls urls, HeyxTargetOptions options) {
        this.client = client;
        this.urls = urls;
        this.options = options;
        this.matcher = new ContactMatcher("HeyX", options.match(), options.preferOldest());
        this.preload = new ContactPreload(client, urls, options);
    }

    /** For which match fields the preloaded contacts are used. */
    enum PreloadUse {
        FIRST_FIELD,
        NONE
    }

    /** Looks up one match field after the other until one finds a contact. */
    LookupResult find(Draft draft, Set<String> excludedFields, PreloadUse preloadUse) {
        for (String field : options.match()) {
            Optional<Object> value = draft.value(field);
            if (value.isEmpty() || excludedFields.contains(field)) {
                continue;
            }
            String text = ContactMatcher.text(value.get());
            QueryResult queried =
                    preloadUse == PreloadUse.NONE ? queryHeyx(draft, field, text) : query(draft, field, text);
            LookupResult result = resolve(draft, field, queried);
            if (!(result instanceof LookupResult.NotFound)) {
                return result;
            }
        }
        return new LookupResult.NotFound();
    }

    /** The response to a query for a value: the contacts that have exactly this value, or a refusal. */
    private sealed interface QueryResult {
        record Matches(List<TargetContact> contacts) implements QueryResult {}

        record Refused(Refusal refusal) implements QueryResult {}
    }

    private QueryResult query(Draft draft, String field, String value) {
        if (field.equals(options.match().get(0)) && options.preload() != null) {
            Optional<List<TargetContact>> listed = preload.contactsWith(value);
            if (listed.isPresent()) {
                return new QueryResult.Matches(listed.get());
            }
        }
        return queryHeyx(draft, field, value);
    }

    /** Looks up a contact in HeyX itself, without the preloaded contacts. */
    LookupResult lookUp(Draft draft, String field) {
        return resolve(
                draft,
                field,
                queryHeyx(draft, field, ContactMatcher.text(draft.value(field).orElseThrow())));
    }

    private QueryResult queryHeyx(Draft draft, String field, String value) {
        List<TargetContact> exact = new ArrayList<>();
        for (int page = 1; page <= MAX_PAGES; page++) {
            ApiResult result = client.send(new ApiRequest(
                    CallKind.LOOKUP.json(), "GET", urls.byField(field, value, page), null, RetrySafety.IDEMPOTENT));
            if (!(result instanceof ApiResult.Ok ok)) {
                return new QueryResult.Refused(HeyxErrors.toRefusal(result));
            }
            Optional<String> error = HeyxErrors.error(client, ok.body());
            if (error.isPresent() || !HeyxJson.isList(ok.body())) {
                return new QueryResult.Refused(
                        new Refusal(error.orElse("HeyX's response to a lookup is not a list of contacts"), 1));
            }
            HeyxJson.contacts(ok.body()).stream()
                    .filter(found -> ContactMatcher.hasValue(found, field, value))
                    .forEach(exact::add);
            if (isLastPage(ok.body(), page) || isAmbiguous(draft, field, exact)) {
                return new QueryResult.Matches(distinct(exact));
            }
        }
        return new QueryResult.Refused(
                new Refusal("more than " + MAX_PAGES + " pages of HeyX contacts have its " + field, 1));
    }

    private static boolean isLastPage(JsonNode body, int page) {
        return page >= HeyxJson.lastPage(body) || body.path("data").isEmpty();
    }

    /** Returns true if further pages cannot change the result: there are several candidates, and none is preferred. */
    private boolean isAmbiguous(Draft draft, String field, List<TargetContact> exact) {
        return !options.preferOldest()
                && matcher.candidates(draft, field, distinct(exact)).size() > 1;
    }

    private static List<TargetContact> distinct(List<TargetContact> contacts) {
        return List.copyOf(contacts.stream()
                .collect(Collectors.toMap(TargetContact::targetId, one -> one, (a, b) -> a, LinkedHashMap::new))
                .values());
    }

    private LookupResult resolve(Draft draft, String field, QueryResult queried) {
        if (queried instanceof QueryResult.Refused refused) {
            return new LookupResult.Refused(refused.refusal());
        }
        return matcher.resolve(draft, field, ((QueryResult.Matches) queried).contacts());
    }

    Optional<String> firstFieldWithValue(Draft draft) {
        return matcher.firstFieldWithValue(draft);
    }

    /** Removes a contact that no longer exists from the preloaded contacts. */
    void removePreloaded(String id) {
        preload.remove(id);
    }
}
