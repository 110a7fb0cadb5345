package io.contactsync.simulator.heyx.inbox;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One page of a lookup: heyx-contacts.md, "Get Contact by Custom Field".
 *
 * @param page the page that was asked for, from 1
 * @param total contacts that match on all pages
 * @param contacts those of this page, none past the end
 */
public record Slice(int page, int total, List<HeyxContact> contacts) {

    static final int SIZE = 10;

    private static final String PATH = "http://app.heyx.io/api/v1/contact/by_custom_field";

    /** {@return the page as the API shows it} */
    public Map<String, Object> shown() {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("data", contacts.stream().map(HeyxContact::shown).toList());
        shown.put("links", links());
        shown.put("meta", meta());
        return shown;
    }

    // The links lack name and value, and go to http: who follows them is lost, as in the document's sample.
    private Map<String, Object> links() {
        Map<String, Object> links = new LinkedHashMap<>();
        links.put("first", PATH + "?page=1");
        links.put("last", PATH + "?page=" + lastPage());
        links.put("prev", page > 1 ? PATH + "?page=" + (page - 1) : null);
        links.put("next", page < lastPage() ? PATH + "?page=" + (page + 1) : null);
        return links;
    }

    private Map<String, Object> meta() {
        int before = (page - 1) * SIZE;
        Map<String, Object> meta = new LinkedHashMap<>();
        meta.put("current_page", page);
        meta.put("from", contacts.isEmpty() ? null : before + 1);
        meta.put("last_page", lastPage());
        meta.put("path", PATH);
        meta.put("per_page", SIZE);
        meta.put("to", contacts.isEmpty() ? null : before + contacts.size());
        meta.put("total", total);
        return meta;
    }

    private int lastPage() {
        return Math.max(1, (total + SIZE - 1) / SIZE);
    }
}
