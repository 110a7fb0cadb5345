package io.contactsync.simulator.digivault;

import io.contactsync.simulator.fault.Effect;
import io.contactsync.simulator.fault.Strike;
import io.contactsync.simulator.wire.Request;
import java.util.List;

/** Returns one page of the list (digivault-contacts.md, "List all contacts"). */
record Listing(DigivaultContacts contacts, DigivaultOptions options, Request request, Strike triggered) {

    private static final int DEFAULT_LIMIT = 10;

    Slice page() {
        int limit = limit();
        if (triggered.has(Effect.Endless.class)) {
            return new Slice(List.of(), true);
        }
        String after = cursor("starting_after");
        String before = cursor("ending_before");
        if (!after.isEmpty() && !before.isEmpty()) {
            throw Refusal.badRequest("ending_before", "Use either starting_after or ending_before, not both.");
        }
        String cursor = after + before;
        if (cursor.isEmpty()) {
            return contacts.pageFrom(0, limit);
        }
        int row = contacts.rowOf(cursor);
        if (row < 0) {
            return pageForUnknownCursor(limit);
        }
        if (before.isEmpty()) {
            return contacts.pageFrom(triggered.has(Effect.Repeat.class) ? row : row + 1, limit);
        }
        return contacts.pageBefore(row, limit);
    }

    private Slice pageForUnknownCursor(int limit) {
        return switch (options.unknownCursor()) {
            case NOT_FOUND -> throw Refusal.notFound();
            case BAD_REQUEST -> throw Refusal.badRequest("starting_after", "No such contact.");
            case EMPTY_PAGE -> new Slice(List.of(), false);
            case FROM_START -> contacts.pageFrom(0, limit);
        };
    }

    private String cursor(String parameter) {
        return triggered.has(Effect.IgnoreCursor.class)
                ? ""
                : request.parameter(parameter).orElse("");
    }

    private int limit() {
        String text = request.parameter("limit").orElse(Integer.toString(DEFAULT_LIMIT));
        if (!text.matches("0*[1-9][0-9]{0,8}")) {
            throw Refusal.badRequest("limit", "The limit must be a whole number greater than 0.");
        }
        return Math.min(Integer.parseInt(text), options.maxPageSize());
    }
}
