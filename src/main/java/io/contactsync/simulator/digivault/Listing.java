package io.contactsync.simulator.digivault;

import io.contactsync.simulator.fault.Effect;
import io.contactsync.simulator.fault.Strike;
import io.contactsync.simulator.wire.Request;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One page of the list: digivault-contacts.md, "List all contacts". */
record Listing(DigivaultContacts contacts, DigivaultOptions options, Request request, Strike strike) {

    private static final int DEFAULT_LIMIT = 10;

    Map<String, Object> page() {
        int limit = limit();
        if (strike.has(Effect.Endless.class)) {
            return shown(List.of(), true);
        }
        String after = cursor("starting_after");
        String before = cursor("ending_before");
        if (!after.isEmpty() && !before.isEmpty()) {
            throw Refusal.badRequest("ending_before", "Either starting_after or ending_before, not both.");
        }
        String cursor = after + before;
        if (cursor.isEmpty()) {
            return forwards(0, limit);
        }
        int row = contacts.rowOf(cursor);
        if (row < 0) {
            return unknown(limit);
        }
        if (before.isEmpty()) {
            return forwards(strike.has(Effect.Repeat.class) ? row : row + 1, limit);
        }
        return backwards(row - 1, limit);
    }

    private Map<String, Object> unknown(int limit) {
        return switch (options.unknownCursor()) {
            case NOT_FOUND -> throw Refusal.notFound();
            case BAD_REQUEST -> throw Refusal.badRequest("starting_after", "No such contact.");
            case EMPTY_PAGE -> shown(List.of(), false);
            case FROM_START -> forwards(0, limit);
        };
    }

    private Map<String, Object> forwards(int start, int limit) {
        List<DigivaultContact> page = new ArrayList<>();
        int row = contacts.rowFrom(start);
        while (row >= 0 && page.size() < limit) {
            page.add(contacts.at(row));
            row = contacts.rowFrom(row + 1);
        }
        return shown(page, row >= 0);
    }

    private Map<String, Object> backwards(int start, int limit) {
        List<DigivaultContact> page = new ArrayList<>();
        int row = contacts.rowUpTo(start);
        while (row >= 0 && page.size() < limit) {
            page.add(contacts.at(row));
            row = contacts.rowUpTo(row - 1);
        }
        Collections.reverse(page);
        return shown(page, row >= 0);
    }

    private String cursor(String parameter) {
        return strike.has(Effect.IgnoreCursor.class)
                ? ""
                : request.parameter(parameter).orElse("");
    }

    private int limit() {
        String text = request.parameter("limit").orElse(Integer.toString(DEFAULT_LIMIT));
        if (!text.matches("0*[1-9][0-9]{0,8}")) {
            throw Refusal.badRequest("limit", "The limit must be a whole number above zero.");
        }
        return Math.min(Integer.parseInt(text), options.largestPage());
    }

    private static Map<String, Object> shown(List<DigivaultContact> page, boolean more) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("has_more", more);
        shown.put("data", page.stream().map(DigivaultContact::shown).toList());
        return shown;
    }
}
