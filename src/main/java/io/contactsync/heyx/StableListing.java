package io.contactsync.heyx;

import io.contactsync.contact.Contact;
import io.contactsync.contact.TargetContact;
import java.util.HashSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/**
 * Reads all contacts of a list whose rows can be repeated or omitted between pages (behaviour.md, "Order of a list").
 *
 * <p>A pass over the pages is complete if it found as many contacts as each of its pages reports as the total.
 * Otherwise further passes are made, at most {@value #MAX_PASSES}, until one is complete, or finds no new contact and
 * the total is reached.
 */
final class StableListing {

    static final int MAX_PASSES = 5;
    private static final int MAX_WITHOUT_NEW = 3;

    private final IntFunction<JsonNode> pages;
    private final Predicate<TargetContact> filter;
    private final NavigableMap<String, Contact> contacts = new TreeMap<>();
    /** The ids of all listed contacts, selected or not, with the last pass that listed them. */
    private final Map<String, Integer> listed = new TreeMap<>();

    private boolean complete;
    private int total;

    /**
     * Creates the listing.
     *
     * @param pages reads a page by its number, from 1
     * @param filter which of the listed contacts are selected
     */
    StableListing(IntFunction<JsonNode> pages, Predicate<TargetContact> filter) {
        this.pages = pages;
        this.filter = filter;
    }

    /** Reads all pages, in as many passes as needed. */
    void read() {
        for (int pass = 1; pass <= MAX_PASSES && !complete; pass++) {
            int before = listed.size();
            boolean passIsComplete = readPass(pass);
            if (passIsComplete) {
                removeNotListedIn(pass);
            }
            complete = passIsComplete || (pass > 1 && listed.size() == before && before >= total);
        }
    }

    private boolean readPass(int pass) {
        Set<String> ids = new HashSet<>();
        Set<Integer> totals = new HashSet<>();
        int withoutNew = 0;
        int lastPage = 1;
        for (int page = 1; page <= lastPage && withoutNew < MAX_WITHOUT_NEW; page++) {
            JsonNode body = pages.apply(page);
            int before = ids.size();
            for (TargetContact one : HeyxJson.contacts(body)) {
                ids.add(one.targetId());
                add(one, pass);
            }
            total = HeyxJson.total(body);
            totals.add(total);
            lastPage = HeyxJson.lastPage(body);
            withoutNew = ids.size() > before ? 0 : withoutNew + 1;
        }
        return totals.equals(Set.of(ids.size()));
    }

    private void add(TargetContact one, int pass) {
        listed.put(one.targetId(), pass);
        if (filter.test(one)) {
            contacts.put(one.targetId(), HeyxSource.contact(one));
        } else {
            contacts.remove(one.targetId());
        }
    }

    /** Removes the contacts that a complete pass did not list: they no longer exist. */
    private void removeNotListedIn(int pass) {
        listed.values().removeIf(last -> last != pass);
        contacts.keySet().retainAll(listed.keySet());
    }

    /** Returns the selected contacts by id. */
    NavigableMap<String, Contact> contacts() {
        return contacts;
    }

    boolean isComplete() {
        return complete;
    }

    /** Returns the error message for an incomplete listing. */
    String incompleteMessage() {
        return "HeyX's list of contacts changed while it was read: %d passes found %d of %d contacts"
                .formatted(MAX_PASSES, listed.size(), total);
    }
}
