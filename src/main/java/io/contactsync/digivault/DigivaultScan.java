package io.contactsync.digivault;

import io.contactsync.connector.Scan;
import io.contactsync.connector.SourceException;
import io.contactsync.contact.SourceItem;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One pass over DigiVault's contacts, page after page, behind whatever goes wrong on the way.
 *
 * <p>A page that brings nothing new can mean three things: the server ignores the cursor, the cursor's contact is gone,
 * or the list is at its end. A page that holds the very contact it should begin behind is an ignored cursor, and the
 * run fails. Where the cursor's contact is gone, the scan steps back on the last page, by 1, 2, 4 .. contacts, to one
 * that is still there, else to the start; what comes twice by that is read once.
 */
final class DigivaultScan implements Scan {

    private static final int MAX_EMPTY_PAGES = 3;
    private static final int MAX_WITHOUT_NEW = 1_000;
    private static final int MAX_RESTARTS = 20;

    private final DigivaultApi api;
    private final PageDeduplicator items = new PageDeduplicator();
    private final boolean fromStart;
    private @Nullable String cursor;
    private List<String> lastIds = List.of();
    /** Contacts received since the last new one. */
    private long sinceLastNew;

    /** How often the scan had to begin anew, so that pages of known contacts are to be expected. */
    private int restarts;

    private boolean ended;

    private DigivaultScan(DigivaultApi api, @Nullable String cursor) {
        this.api = api;
        this.cursor = cursor;
        this.fromStart = cursor == null;
        items.startAfter(cursor == null ? "" : cursor);
    }

    static DigivaultScan fromStart(DigivaultApi api) {
        return new DigivaultScan(api, null);
    }

    /**
     * A scan behind a contact.
     *
     * @return the scan, its first page read; one from the start when the contact is gone
     */
    static DigivaultScan after(DigivaultApi api, String id) {
        DigivaultScan scan = new DigivaultScan(api, id);
        Optional<DigivaultPage> first = scan.fetch(id);
        // Asked after the page: a contact that is there now was there when the page was made.
        if (first.isEmpty() || api.contact(id).isEmpty()) {
            return fromStart(api);
        }
        scan.addPage(first.get());
        scan.advance(first.get());
        return scan;
    }

    @Override
    public boolean fromStart() {
        return fromStart;
    }

    @Override
    public boolean hasNext() {
        while (!items.hasNext() && !ended) {
            readPage();
        }
        return items.hasNext();
    }

    @Override
    public SourceItem next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return items.next();
    }

    private void readPage() {
        DigivaultPage page = fetch(cursor).orElseGet(this::stepBack);
        if (!addPage(page) && page.hasMore() && cursor != null) {
            page = checkRepeatedPage(page, cursor);
        }
        advance(page);
    }

    private void advance(DigivaultPage page) {
        List<String> ids = page.ids();
        if (!ids.isEmpty()) {
            lastIds = ids;
            cursor = ids.get(ids.size() - 1);
        } else if (page.hasMore()) {
            throw new SourceException(
                    "DigiVault sends a page of contacts without ids and promises more: there is nothing to go on behind");
        }
        ended = !page.hasMore();
    }

    /** Takes a page's contacts; tells whether any of them was new. */
    private boolean addPage(DigivaultPage page) {
        boolean anyNew = items.addPage(page);
        sinceLastNew = anyNew ? 0 : sinceLastNew + page.items().size();
        return anyNew;
    }

    /** The page behind a cursor, empty ones asked again; nothing when the server does not know the cursor. */
    private Optional<DigivaultPage> fetch(@Nullable String after) {
        for (int asked = 1; asked <= MAX_EMPTY_PAGES; asked++) {
            if (!(api.list(after) instanceof DigivaultApi.ListResult.Ok listed)) {
                return Optional.empty();
            }
            DigivaultPage page = listed.page();
            boolean promisesMore = page.items().isEmpty() && page.hasMore();
            if (!promisesMore) {
                return endsPrematurely(page, after) ? Optional.empty() : Optional.of(page);
            }
        }
        throw new SourceException("DigiVault promises more contacts but sends empty pages (asked "
                + MAX_EMPTY_PAGES + " times behind contact " + after + ")");
    }

    /** An empty last page where the page before promised more: right if its cursor is still a contact. */
    private boolean endsPrematurely(DigivaultPage page, @Nullable String after) {
        return page.items().isEmpty()
                && !page.hasMore()
                && after != null
                && api.contact(after).isEmpty();
    }

    private DigivaultPage checkRepeatedPage(DigivaultPage page, String asked) {
        if (page.ids().contains(asked) || sinceLastNew > 3L * items.size() + MAX_WITHOUT_NEW) {
            throw new SourceException("DigiVault ignores the cursor: behind contact " + asked
                    + " it sends contacts that it has sent before");
        }
        if (restarts > 0 || api.contact(asked).isPresent()) {
            return page;
        }
        DigivaultPage again = stepBack();
        addPage(again);
        return again;
    }

    /** The page behind the nearest contact of the last page that is still there, else from the start. */
    private DigivaultPage stepBack() {
        for (int back = 1; back < lastIds.size(); back *= 2) {
            String candidate = lastIds.get(lastIds.size() - 1 - back);
            Optional<DigivaultPage> page = api.contact(candidate).isPresent() ? fetch(candidate) : Optional.empty();
            if (page.isPresent()) {
                items.startAfter(candidate);
                return page.get();
            }
        }
        if (++restarts > MAX_RESTARTS) {
            throw new SourceException(
                    "DigiVault loses its contacts faster than they can be listed: the scan began anew " + MAX_RESTARTS
                            + " times");
        }
        sinceLastNew = 0;
        items.startAfter("");
        return fetch(null).orElseThrow(() -> new SourceException("DigiVault does not list its contacts"));
    }

    @Override
    public boolean hasSeen(String id) {
        return items.hasSeen(id);
    }

    @Override
    public void close() {
        ended = true;
        items.clear();
    }
}
