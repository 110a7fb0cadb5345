package io.contactsync.digivault;

import io.contactsync.contact.Contact;
import io.contactsync.contact.SourceItem;
import io.contactsync.support.UnicodeText;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import tools.jackson.databind.JsonNode;

/** Collects pages and returns each contact once, even if it is listed several times. */
final class PageDeduplicator {

    private final SeenIds seen = new SeenIds();
    private final Queue<SourceItem> ready = new ArrayDeque<>();
    private String previousId = "";
    /** The number of items without an id since {@link #previousId}. */
    private int withoutId;

    /** Sets the contact after which the next page starts; "" for the first page. */
    void startAfter(String id) {
        previousId = id;
        withoutId = 0;
    }

    /** Adds a page's contacts. Returns true if any of them is new. */
    boolean addPage(DigivaultPage page) {
        int before = seen.size();
        page.items().forEach(this::add);
        return seen.size() > before;
    }

    private void add(JsonNode item) {
        Optional<String> id = DigivaultPage.id(item);
        if (id.isEmpty() || !UnicodeText.isWellFormed(id.get())) {
            // Rejects are stored under this text, so it must not change between versions.
            String location = previousId.isEmpty() ? "at the start" : "behind contact " + previousId;
            String which = "item " + ++withoutId + " " + location;
            if (seen.add("without id: " + which)) {
                ready.add(new SourceItem.Invalid(which, id.isEmpty() ? "has no id" : SourceItem.HALF_PAIR, previousId));
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

    /** Returns the number of different items. */
    int size() {
        return seen.size();
    }

    void clear() {
        ready.clear();
    }
}
