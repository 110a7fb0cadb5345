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
 * Gathers all contacts of a list whose rows can repeat or go missing between pages (behaviour.md, "Order of a list").
 *
 * <p>A pass over the pages is whole if it showed as many contacts as each of its pages said there are. If it is not,
 * further passes are made, until one is whole or brings nobody new although the total is reached, at most
 * {@value #MOST_PASSES}.
 */
final class StableListing {

    static final int MAX_PASSES = 5;
    private static final int MAX_WITHOUT_NEW = 3;

    private final IntFunction<JsonNode> pages;
    private final Predicate<TargetContact> filter;
    private final NavigableMap<String, Contact> contacts = new TreeMap<>();
    /** Everything that was listed, wanted or not, by the pass that listed it last. */
    private final Map<String, Integer> listed = new TreeMap<>();

    private boolean complete;
    private int total;

    /**
     * Prepares.
     *
     * @param pages reads a page by its number, from 1
     * @param wanted which of the listed contacts are meant
     */
    StableListing(IntFunction<JsonNode> pages, Predicate<TargetContact> wanted) {
        this.pages = pages;
        this.filter = wanted;
    }

    /** Reads all pages, as often as it takes. */
    void read() {
        for (int pass = 1; pass <= MAX_PASSES && !complete; pass++) {
            int before = listed.size();
            boolean passIsWhole = readPass(pass);
            if (passIsWhole) {
                removeNotListedIn(pass);
            }
            complete = passIsWhole || (pass > 1 && listed.size() == before && before >= total);
        }
    }

    private boolean readPass(int pass) {
        Set<String> ids = new HashSet<>();
        Set<Integer> totals = new HashSet<>();
        int fruitless = 0;
        int lastPage = 1;
        for (int page = 1; page <= lastPage && fruitless < MAX_WITHOUT_NEW; page++) {
            JsonNode body = pages.apply(page);
            int before = ids.size();
            for (TargetContact one : HeyxJson.contacts(body)) {
                ids.add(one.targetId());
                add(one, pass);
            }
            total = HeyxJson.total(body);
            totals.add(total);
            lastPage = HeyxJson.lastPage(body);
            fruitless = ids.size() > before ? 0 : fruitless + 1;
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

    /** Who was listed before and is not in a whole pass is gone. */
    private void removeNotListedIn(int pass) {
        listed.values().removeIf(last -> last != pass);
        contacts.keySet().retainAll(listed.keySet());
    }

    /** The contacts by id. */
    NavigableMap<String, Contact> contacts() {
        return contacts;
    }

    boolean isComplete() {
        return complete;
    }

    /** What to tell when it is not whole. */
    String incompleteMessage() {
        return "HeyX's list of contacts did not hold still: %d passes showed %d contacts of %d"
                .formatted(MAX_PASSES, listed.size(), total);
    }
}
