package io.contactsync.simulator.digivault;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One page of the list, and whether more follow in the direction of reading. */
record Slice(List<DigivaultContact> contacts, boolean more) {

    Map<String, Object> shown() {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("has_more", more);
        shown.put("data", contacts.stream().map(DigivaultContact::shown).toList());
        return shown;
    }
}
