package io.contactsync.heyx;

import io.contactsync.contact.CallKind;
import io.contactsync.contact.Draft;
import io.contactsync.contact.DraftField;
import io.contactsync.contact.Present;
import io.contactsync.contact.Refusal;
import io.contactsync.contact.Sighting;
import io.contactsync.http.ApiCall;
import io.contactsync.http.ApiCall.Repeat;
import io.contactsync.http.ApiClient;
import io.contactsync.http.Reply;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
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
    private final Preload preload;

    Lookup(ApiClient client, ContactUrls urls, HeyxOptions options) {
        this.client = client;
        this.urls = urls;
        this.options = options;
        this.preload = new Preload(client, urls, options);
    }

    /** Asks for one match field after the other until one finds somebody. */
    Sighting find(Draft draft, Set<String> notAsked) {
        for (String field : options.match()) {
            Optional<Object> value = draft.value(field);
            if (value.isEmpty() || notAsked.contains(field)) {
                continue;
            }
            Sighting sighting = judge(draft, field, ask(draft, field, text(value.get())));
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
        return judge(draft, field, askHeyx(draft, field, text(draft.value(field).orElseThrow())));
    }

    private Asked askHeyx(Draft draft, String field, String value) {
        List<Present> exact = new ArrayList<>();
        for (int page = 1; page <= MOST_PAGES; page++) {
            Reply reply = client.send(
                    new ApiCall(CallKind.LOOKUP.json(), "GET", urls.byField(field, value, page), null, Repeat.SAFE));
            if (!(reply instanceof Reply.Ok ok)) {
                return new Asked.Not(Refusals.of(reply));
            }
            Optional<String> error = Wire.error(ok.body());
            if (error.isPresent() || !Wire.isList(ok.body())) {
                return new Asked.Not(new Refusal(error.orElse("HeyX's answer to a lookup is no list of contacts"), 1));
            }
            Wire.contacts(ok.body()).stream()
                    .filter(found -> has(found, field, value))
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
        return !options.oldest() && possible(draft, field, distinct(exact)).size() > 1;
    }

    private List<Present> possible(Draft draft, String field, List<Present> exact) {
        return exact.stream()
                .filter(one -> contradiction(draft, field, one).isEmpty())
                .toList();
    }

    private static List<Present> distinct(List<Present> contacts) {
        return List.copyOf(contacts.stream()
                .collect(Collectors.toMap(Present::targetId, one -> one, (a, b) -> a, java.util.LinkedHashMap::new))
                .values());
    }

    static boolean has(Present contact, String field, String value) {
        Object there = contact.fields().get(field);
        return there != null && comparable(field, text(there)).equals(comparable(field, value));
    }

    /** A value as it is asked for: a number without an exponent and without zeros at its end. */
    static String text(Object value) {
        return value instanceof BigDecimal number ? number.stripTrailingZeros().toPlainString() : value.toString();
    }

    /** What is read back as a phone can be written differently from what was sent; its digits cannot. */
    static String comparable(String field, String value) {
        return field.equals("phone") ? value.replaceAll("[\\s().\\-/]", "") : value;
    }

    private Sighting judge(Draft draft, String field, Asked asked) {
        if (asked instanceof Asked.Not not) {
            return new Sighting.Refused(not.refusal());
        }
        List<Present> exact = ((Asked.Exactly) asked).contacts();
        List<Present> ours = possible(draft, field, exact);
        if (ours.isEmpty()) {
            return exact.isEmpty() ? new Sighting.None() : somebodyElse(draft, field, exact.get(0));
        }
        if (ours.size() > 1 && !options.oldest()) {
            String ids = ours.stream().map(Present::targetId).limit(5).collect(Collectors.joining(", "));
            return new Sighting.Unclear("several HeyX contacts have its " + field + ": " + ids);
        }
        return new Sighting.Found(ours.stream()
                .min(Comparator.comparingLong(Present::createdAt).thenComparing(Present::targetId))
                .orElseThrow());
    }

    private Sighting somebodyElse(Draft draft, String field, Present other) {
        return new Sighting.Unclear("HeyX contact " + other.targetId() + " has its " + field + " but another "
                + contradiction(draft, field, other).orElseThrow() + ": it is somebody else's");
    }

    /** A contact turned out to be gone. */
    void forget(String id) {
        preload.forget(id);
    }

    /** The match field before this one in which the contact found carries another value than the draft, if any. */
    private Optional<String> contradiction(Draft draft, String field, Present found) {
        return options.match().stream()
                .takeWhile(earlier -> !earlier.equals(field))
                .filter(earlier -> draft.value(earlier)
                        .map(value ->
                                !DraftField.isBlank(found.fields().get(earlier)) && !has(found, earlier, text(value)))
                        .orElse(false))
                .findFirst();
    }
}
