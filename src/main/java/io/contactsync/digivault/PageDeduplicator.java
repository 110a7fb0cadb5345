package io.contactsync.digivault;

import io.contactsync.contact.Contact;
import io.contactsync.contact.SourceItem;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import tools.jackson.databind.JsonNode;

/** Takes pages in and gives each contact out once, however often it is listed. */
final class PageDeduplicator {

    private final SeenIds seen = new SeenIds();
    private final Queue<SourceItem> ready = new ArrayDeque<>();
    /** The contact that stands before the next item, and how many items without an id came since. */
    private String previousId = "";

    private int withoutId;

    /** The next page begins behind a contact; behind none for empty text. */
    void startAfter(String id) {
        previousId = id;
        withoutId = 0;
    }

    /** Takes a page's contacts; tells whether any of them was new. */
    boolean addPage(DigivaultPage page) {
        int before = seen.size();
        page.items().forEach(this::add);
        return seen.size() > before;
    }

    private void add(JsonNode item) {
        Optional<String> id = DigivaultPage.id(item);
        if (id.isEmpty()) {
            String place = previousId.isEmpty() ? "at the start" : "behind contact " + previousId;
            String which = "item " + ++withoutId + " " + place;
            if (seen.add("without id: " + which)) {
                ready.add(new SourceItem.Invalid(which, "has no id", previousId));
            }
            return;
        }
        startAfter(id.get());
        if (seen.add(id.get())) {
            ready.add(new Contact(id.get(), DigivaultPage.fields(item), id.get()));
        }
    }

    boolean hasNext() {
        return !ready.isEmpty();
    }

    SourceItem next() {
        return ready.remove();
    }

    boolean hasSeen(String id) {
        return seen.contains(id);
    }

    /** How many different items were taken in. */
    int size() {
        return seen.size();
    }

    void clear() {
        ready.clear();
    }
}
