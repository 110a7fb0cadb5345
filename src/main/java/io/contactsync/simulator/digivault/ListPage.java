package io.contactsync.simulator.digivault;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One page of the list; {@code more} is true if further contacts follow in the direction of paging. */
record ListPage(List<DigivaultContact> contacts, boolean more) {

    Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("has_more", more);
        json.put("data", contacts.stream().map(DigivaultContact::toJson).toList());
        return json;
    }
}
