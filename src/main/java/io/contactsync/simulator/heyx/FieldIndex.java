package io.contactsync.simulator.heyx;

import java.util.HashMap;
import java.util.Map;

/** An index of the rows of a channel by the text of one field. */
final class FieldIndex {

    private static final RowList EMPTY = new RowList();

    private final String field;
    private final Map<String, RowList> rows = new HashMap<>();

    FieldIndex(String field) {
        this.field = field;
    }

    void add(int row, HeyxContact contact) {
        String text = contact.text(field);
        if (text != null) {
            rows.computeIfAbsent(text, value -> new RowList()).add(row);
        }
    }

    void remove(int row, HeyxContact contact) {
        String text = contact.text(field);
        RowList found = text == null ? null : rows.get(text);
        if (found != null) {
            found.remove(row);
            if (found.size() == 0) {
                rows.remove(text);
            }
        }
    }

    RowList find(String value) {
        return rows.getOrDefault(value, EMPTY);
    }
}
