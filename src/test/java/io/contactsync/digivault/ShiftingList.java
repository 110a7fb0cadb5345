package io.contactsync.digivault;

import com.sun.net.httpserver.HttpExchange;
import io.contactsync.simulator.digivault.DigivaultOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A list of contacts that changes before each response: between two pages, and between a page and the check whether its
 * cursor still exists.
 */
final class ShiftingList {

    private final Random random;
    private final DigivaultOptions.UnknownCursor unknown;
    private final int maxPageSize;
    private final boolean newestFirst;
    private final double changeRate;
    private final List<String> ids = new ArrayList<>();
    private final Set<String> permanent = new HashSet<>();
    private final Set<String> ever = new HashSet<>();
    private int lastNumber;
    private int calls;

    ShiftingList(Random random) {
        this.random = random;
        this.unknown = List.of(DigivaultOptions.UnknownCursor.values()).get(random.nextInt(4));
        this.maxPageSize = 1 + random.nextInt(7);
        this.newestFirst = random.nextBoolean();
        this.changeRate = random.nextDouble() * 0.6;
        for (int i = random.nextInt(40); i > 0; i--) {
            add();
        }
        permanent.addAll(ids);
    }

    /** The ids that existed from the first call to the last. */
    Set<String> permanent() {
        return permanent;
    }

    /** The ids that existed at any time. */
    Set<String> ever() {
        return ever;
    }

    int calls() {
        return calls;
    }

    private void add() {
        String id = "c" + ++lastNumber;
        ids.add(newestFirst ? 0 : ids.size(), id);
        ever.add(id);
    }

    private void shift() {
        while (random.nextDouble() < changeRate) {
            if (random.nextInt(3) == 0) {
                add();
            } else if (!ids.isEmpty()) {
                permanent.remove(ids.remove(random.nextInt(ids.size())));
            }
        }
    }

    synchronized void handle(HttpExchange exchange) throws IOException {
        calls++;
        shift();
        Answer answer = answer(exchange.getRequestURI());
        byte[] body = answer.body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(answer.status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private record Answer(int status, String body) {}

    private Answer answer(URI uri) {
        String id = uri.getPath().replaceFirst("/v1/contacts/?", "");
        if (!id.isEmpty()) {
            return ids.contains(id) ? new Answer(200, item(id)) : new Answer(404, "{\"message\":\"no\"}");
        }
        String[] cursor = uri.getQuery().split("starting_after=", 2);
        return list(cursor.length == 1 ? null : cursor[1]);
    }

    private Answer list(@Nullable String after) {
        if (after == null) {
            return page(0);
        }
        int at = ids.indexOf(after);
        if (at >= 0) {
            return page(at + 1);
        }
        return switch (unknown) {
            case NOT_FOUND -> new Answer(404, "{\"message\":\"no\"}");
            case BAD_REQUEST -> new Answer(400, "{\"message\":\"no\"}");
            case EMPTY_PAGE -> page(ids.size());
            case FROM_START -> page(0);
        };
    }

    private Answer page(int from) {
        int to = Math.min(ids.size(), from + maxPageSize);
        String data = ids.subList(from, to).stream().map(ShiftingList::item).collect(Collectors.joining(","));
        return new Answer(200, "{\"has_more\":" + (to < ids.size()) + ",\"data\":[" + data + "]}");
    }

    private static String item(String id) {
        return "{\"id\":\"" + id + "\"}";
    }

    @Override
    public String toString() {
        return unknown + ", pages of " + maxPageSize + (newestFirst ? ", newest first" : ", oldest first");
    }
}
