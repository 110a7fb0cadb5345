package io.contactsync.simulator.digivault;

import io.contactsync.simulator.server.Fault;
import io.contactsync.simulator.server.SimulatorRequest;
import io.contactsync.simulator.server.TriggeredFaults;
import java.util.List;

/** Returns one page of the list (digivault-contacts.md, "List all contacts"). */
record ListEndpoint(
        DigivaultContactStore contacts, DigivaultOptions options, SimulatorRequest request, TriggeredFaults triggered) {

    private static final int DEFAULT_LIMIT = 10;

    ListPage page() {
        int limit = limit();
        if (triggered.has(Fault.Effect.Endless.class)) {
            return new ListPage(List.of(), true);
        }
        String after = cursor("starting_after");
        String before = cursor("ending_before");
        if (!after.isEmpty() && !before.isEmpty()) {
            throw DigivaultError.badRequest("ending_before", "Use either starting_after or ending_before, not both.");
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
            return contacts.pageFrom(triggered.has(Fault.Effect.Repeat.class) ? row : row + 1, limit);
        }
        return contacts.pageBefore(row, limit);
    }

    private ListPage pageForUnknownCursor(int limit) {
        return switch (options.unknownCursor()) {
            case NOT_FOUND -> throw DigivaultError.notFound();
            case BAD_REQUEST -> throw DigivaultError.badRequest("starting_after", "No such contact.");
            case EMPTY_PAGE -> new ListPage(List.of(), false);
            case FROM_START -> contacts.pageFrom(0, limit);
        };
    }

    private String cursor(String parameter) {
        return triggered.has(Fault.Effect.IgnoreCursor.class)
                ? ""
                : request.parameter(parameter).orElse("");
    }

    private int limit() {
        String text = request.parameter("limit").orElse(Integer.toString(DEFAULT_LIMIT));
        if (!text.matches("0*[1-9][0-9]{0,8}")) {
            throw DigivaultError.badRequest("limit", "The limit must be a whole number greater than 0.");
        }
        return Math.min(Integer.parseInt(text), options.maxPageSize());
    }
}
