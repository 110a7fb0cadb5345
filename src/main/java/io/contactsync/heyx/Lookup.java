package io.contactsync.heyx;

import io.contactsync.contact.Draft;
import io.contactsync.contact.target.CallKind;
import io.contactsync.contact.target.Matching;
import io.contactsync.contact.target.Present;
import io.contactsync.contact.target.Refusal;
import io.contactsync.contact.target.Sighting;
import io.contactsync.heyx.wire.ContactUrls;
import io.contactsync.heyx.wire.Refusals;
import io.contactsync.heyx.wire.Wire;
import io.contactsync.http.ApiCall;
import io.contactsync.http.ApiCall.RetrySafety;
import io.contactsync.http.ApiClient;
import io.contactsync.http.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Finds a contact by the match fields, in their order, and tells whether it is the one. */
final class Lookup {

    /** A field that more contacts share than fit on these pages identifies nobody. */
    private static final int MOST_PAGES = 50;

    private final ApiClient client;
    private final ContactUrls urls;
    private final HeyxOptions options;
    private final Matching matching;
    private final Preload preload;

    Lookup(ApiClient client, ContactUrls urls, HeyxOptions options) {
        this.client = client;
        this.urls = urls;
        this.options = options;
        this.matching = new Matching("HeyX", options.match(), options.oldest());
        this.preload = new Preload(client, urls, options);
    }

    /** Asks for one match field after the other until one finds somebody. */
    Sighting find(Draft draft, Set<String> notAsked) {
        for (String field : options.match()) {
            Optional<Object> value = draft.value(field);
            if (value.isEmpty() || notAsked.contains(field)) {
                continue;
            }
            Sighting sighting = judge(draft, field, ask(draft, field, Matching.text(value.get())));
            if (!(sighting instanceof Sighting.None)) {
                return sighting;
            }
        }
        return new Sighting.None();
    }

    /** What came of asking for a value: the contacts that have exactly this, or a refusal. */
    private sealed interface Asked {
        record Exactly(List<Present> contacts) implements Asked {}

        record Not(Refusal refusal) implements Asked {}
    }

    private Asked ask(Draft draft, String field, String value) {
        if (field.equals(options.match().get(0)) && options.preload() != null) {
            Optional<List<Present>> listed = preload.having(value);
            if (listed.isPresent()) {
                return new Asked.Exactly(listed.get());
            }
        }
        return askHeyx(draft, field, value);
    }

    /** Asks HeyX itself, whatever was read beforehand. */
    Sighting askFor(Draft draft, String field) {
        return judge(
                draft,
                field,
                askHeyx(draft, field, Matching.text(draft.value(field).orElseThrow())));
    }

    private Asked askHeyx(Draft draft, String field, String value) {
        List<Present> exact = new ArrayList<>();
        for (int page = 1; page <= MOST_PAGES; page++) {
            Reply reply = client.send(new ApiCall(
                    CallKind.LOOKUP.json(), "GET", urls.byField(field, value, page), null, RetrySafety.IDEMPOTENT));
            if (!(reply instanceof Reply.Ok ok)) {
                return new Asked.Not(Refusals.of(reply));
            }
            Optional<String> error = Wire.error(ok.body());
            if (error.isPresent() || !Wire.isList(ok.body())) {
                return new Asked.Not(new Refusal(error.orElse("HeyX's answer to a lookup is no list of contacts"), 1));
            }
            Wire.contacts(ok.body()).stream()
                    .filter(found -> Matching.has(found, field, value))
                    .forEach(exact::add);
            if (isLastPage(ok.body(), page) || isAmbiguous(draft, field, exact)) {
                return new Asked.Exactly(distinct(exact));
            }
        }
        return new Asked.Not(new Refusal("more than " + MOST_PAGES + " pages of contacts answer to its " + field, 1));
    }

    private static boolean isLastPage(JsonNode body, int page) {
        return page >= Wire.lastPage(body) || body.path("data").isEmpty();
    }

    /** Whether further pages can change nothing any more: several may be the one, and none is to be chosen. */
    private boolean isAmbiguous(Draft draft, String field, List<Present> exact) {
        return !options.oldest()
                && matching.possible(draft, field, distinct(exact)).size() > 1;
    }

    private static List<Present> distinct(List<Present> contacts) {
        return List.copyOf(contacts.stream()
                .collect(Collectors.toMap(Present::targetId, one -> one, (a, b) -> a, java.util.LinkedHashMap::new))
                .values());
    }

    private Sighting judge(Draft draft, String field, Asked asked) {
        if (asked instanceof Asked.Not not) {
            return new Sighting.Refused(not.refusal());
        }
        return matching.judge(draft, field, ((Asked.Exactly) asked).contacts());
    }

    Optional<String> firstWithValue(Draft draft) {
        return matching.firstWithValue(draft);
    }

    /** A contact turned out to be gone. */
    void forget(String id) {
        preload.forget(id);
    }
}
