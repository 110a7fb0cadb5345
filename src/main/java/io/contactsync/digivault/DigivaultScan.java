package io.contactsync.digivault;

import io.contactsync.connector.Scan;
import io.contactsync.connector.SourceException;
import io.contactsync.contact.SourceItem;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One pass over DigiVault's contacts, page by page. Handles empty pages, deleted cursors and repeated contacts.
 *
 * <p>A page without a new contact can mean three things: the server ignores the cursor, the cursor's contact was
 * deleted, or the list has ended. If the page contains the contact that it should start after, the cursor is ignored
 * and the run fails. If the cursor's contact was deleted, the scan steps back on the last page by 1, 2, 4 .. contacts
 * to one that still exists, else to the beginning. Contacts that are repeated by this are returned once.
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

    /** How often the scan restarted. After a restart, pages of known contacts are expected. */
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
     * Starts a scan after a contact.
     *
     * @return the scan, with its first page read; a scan from the beginning if the contact no longer exists
     */
    static DigivaultScan after(DigivaultApi api, String id) {
        DigivaultScan scan = new DigivaultScan(api, id);
        Optional<DigivaultPage> first = scan.fetch(id);
        // Checked after the page: a contact that exists now existed when the page was created.
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
                    "DigiVault returned a page of contacts without ids and reports more: there is no cursor to continue from");
        }
        ended = !page.hasMore();
    }

    /** Adds a page's contacts. Returns true if any of them is new. */
    private boolean addPage(DigivaultPage page) {
        boolean anyNew = items.addPage(page);
        sinceLastNew = anyNew ? 0 : sinceLastNew + page.items().size();
        return anyNew;
    }

    /**
     * Reads the page after a cursor, repeatedly if it is empty. Returns empty if the server does not know the cursor.
     */
    private Optional<DigivaultPage> fetch(@Nullable String after) {
        for (int attempt = 1; attempt <= MAX_EMPTY_PAGES; attempt++) {
            if (!(api.list(after) instanceof DigivaultApi.ListResult.Ok listed)) {
                return Optional.empty();
            }
            DigivaultPage page = listed.page();
            boolean emptyButMore = page.items().isEmpty() && page.hasMore();
            if (!emptyButMore) {
                return endsPrematurely(page, after) ? Optional.empty() : Optional.of(page);
            }
        }
        throw new SourceException("DigiVault reports more contacts but returns empty pages (" + MAX_EMPTY_PAGES
                + " attempts after contact " + after + ")");
    }

    /** An empty last page after one that reported more is correct only if the cursor's contact still exists. */
    private boolean endsPrematurely(DigivaultPage page, @Nullable String after) {
        return page.items().isEmpty()
                && !page.hasMore()
                && after != null
                && api.contact(after).isEmpty();
    }

    /** Handles a page without a new contact. Returns the page to continue from. */
    private DigivaultPage checkRepeatedPage(DigivaultPage page, String after) {
        if (page.ids().contains(after) || sinceLastNew > 3L * items.size() + MAX_WITHOUT_NEW) {
            throw new SourceException("DigiVault ignores the cursor: after contact " + after
                    + " it returns contacts that it has returned before");
        }
        if (restarts > 0 || api.contact(after).isPresent()) {
            return page;
        }
        DigivaultPage again = stepBack();
        addPage(again);
        return again;
    }

    /** Reads the page after the nearest contact of the last page that still exists, else the first page. */
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
                    "DigiVault's contacts are deleted faster than they can be listed: the scan restarted "
                            + MAX_RESTARTS + " times");
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
