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
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Finds a contact by the match fields, in their order, and tells whether it is the one. */
final class ContactLookup {

    /** A field that more contacts share than fit on these pages identifies nobody. */
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

    /** Asks for one match field after the other until one finds somebody. */
    LookupResult find(Draft draft, Set<String> notAsked) {
        for (String field : options.match()) {
            Optional<Object> value = draft.value(field);
            if (value.isEmpty() || notAsked.contains(field)) {
                continue;
            }
            LookupResult sighting = resolve(draft, field, query(draft, field, ContactMatcher.text(value.get())));
            if (!(sighting instanceof LookupResult.NotFound)) {
                return sighting;
            }
        }
        return new LookupResult.NotFound();
    }

    /** What came of asking for a value: the contacts that have exactly this, or a refusal. */
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

    /** Asks HeyX itself, whatever was read beforehand. */
    LookupResult lookUp(Draft draft, String field) {
        return resolve(
                draft,
                field,
                queryHeyx(draft, field, ContactMatcher.text(draft.value(field).orElseThrow())));
    }

    private QueryResult queryHeyx(Draft draft, String field, String value) {
        List<TargetContact> exact = new ArrayList<>();
        for (int page = 1; page <= MAX_PAGES; page++) {
            ApiResult reply = client.send(new ApiRequest(
                    CallKind.LOOKUP.json(), "GET", urls.byField(field, value, page), null, RetrySafety.IDEMPOTENT));
            if (!(reply instanceof ApiResult.Ok ok)) {
                return new QueryResult.Refused(HeyxErrors.toRefusal(reply));
            }
            Optional<String> error = HeyxJson.error(ok.body());
            if (error.isPresent() || !HeyxJson.isList(ok.body())) {
                return new QueryResult.Refused(new Refusal(error.orElse("HeyX's answer to a lookup is no list of contacts"), 1));
            }
            HeyxJson.contacts(ok.body()).stream()
                    .filter(found -> ContactMatcher.hasValue(found, field, value))
                    .forEach(exact::add);
            if (isLastPage(ok.body(), page) || isAmbiguous(draft, field, exact)) {
                return new QueryResult.Matches(distinct(exact));
            }
        }
        return new QueryResult.Refused(new Refusal("more than " + MAX_PAGES + " pages of contacts answer to its " + field, 1));
    }

    private static boolean isLastPage(JsonNode body, int page) {
        return page >= HeyxJson.lastPage(body) || body.path("data").isEmpty();
    }

    /** Whether further pages can change nothing any more: several may be the one, and none is to be chosen. */
    private boolean isAmbiguous(Draft draft, String field, List<TargetContact> exact) {
        return !options.preferOldest()
                && matcher.candidates(draft, field, distinct(exact)).size() > 1;
    }

    private static List<TargetContact> distinct(List<TargetContact> contacts) {
        return List.copyOf(contacts.stream()
                .collect(Collectors.toMap(
                        TargetContact::targetId, one -> one, (a, b) -> a, java.util.LinkedHashMap::new))
                .values());
    }

    private LookupResult resolve(Draft draft, String field, QueryResult asked) {
        if (asked instanceof QueryResult.Refused not) {
            return new LookupResult.Refused(not.refusal());
        }
        return matcher.resolve(draft, field, ((QueryResult.Matches) asked).contacts());
    }

    Optional<String> firstFieldWithValue(Draft draft) {
        return matcher.firstFieldWithValue(draft);
    }

    /** A contact turned out to be gone. */
    void removePreloaded(String id) {
        preload.remove(id);
    }
}
