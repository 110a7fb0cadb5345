package io.contactsync.simulator.heyx;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One page of a lookup (heyx-contacts.md, "Get Contact by Custom Field").
 *
 * @param page the requested page, from 1
 * @param total the number of matching contacts on all pages
 * @param contacts the contacts of this page, empty after the last page
 */
record LookupPage(int page, int total, List<HeyxContact> contacts) {

    static final int SIZE = 10;

    private static final String PATH = "http://app.heyx.io/api/v1/contact/by_custom_field";

    /** {@return the JSON object of the API} */
    public Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("data", contacts.stream().map(HeyxContact::toJson).toList());
        json.put("links", links());
        json.put("meta", meta());
        return json;
    }

    // As in the document's sample, the links lack name and value and use http, so a client cannot follow them.
    private Map<String, Object> links() {
        Map<String, Object> links = new LinkedHashMap<>();
        links.put("first", PATH + "?page=1");
        links.put("last", PATH + "?page=" + lastPage());
        links.put("prev", page > 1 ? PATH + "?page=" + (page - 1) : null);
        links.put("next", page < lastPage() ? PATH + "?page=" + (page + 1) : null);
        return links;
    }

    private Map<String, Object> meta() {
        int offset = (page - 1) * SIZE;
        Map<String, Object> meta = new LinkedHashMap<>();
        meta.put("current_page", page);
        meta.put("from", contacts.isEmpty() ? null : offset + 1);
        meta.put("last_page", lastPage());
        meta.put("path", PATH);
        meta.put("per_page", SIZE);
        meta.put("to", contacts.isEmpty() ? null : offset + contacts.size());
        meta.put("total", total);
        return meta;
    }

    private int lastPage() {
        return Math.max(1, (total + SIZE - 1) / SIZE);
    }
}
