package io.contactsync.simulator.heyx;

import io.contactsync.simulator.call.CallKind;
import io.contactsync.simulator.wire.Request;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a request leads.
 *
 * @param kind the endpoint; OTHER for none
 * @param segment the segment that names the contact, null when there is none
 * @param end how the path ends
 */
record Route(CallKind kind, @Nullable String segment, End end) {

    static final String PREFIX = "/api/v1/";

    /** What becomes of a request before its endpoint is asked. */
    enum End {
        ENDPOINT,
        WRONG_METHOD,
        NOWHERE,
        TRAILING_SLASH
    }

    static Route of(Request request) {
        List<String> path = request.segmentsAfter(PREFIX);
        boolean slash = path.size() > 1 && path.get(path.size() - 1).isEmpty();
        Route route = of(request.method(), slash ? path.subList(0, path.size() - 1) : path);
        return slash ? new Route(route.kind, route.segment, End.TRAILING_SLASH) : route;
    }

    private static Route of(String method, List<String> path) {
        if (!path.get(0).equals("contact")
                || path.size() > 3
                || (path.size() == 3 && !path.get(2).equals("tags"))) {
            return new Route(CallKind.OTHER, null, End.NOWHERE);
        }
        if (path.size() == 1) {
            return method.equals("POST") ? endpoint(CallKind.CREATE, null) : wrongMethod(null);
        }
        return path.size() == 2 ? contact(method, path.get(1)) : tags(method, path.get(1));
    }

    private static Route contact(String method, String segment) {
        return switch (method) {
            case "GET" ->
                segment.equals("by_custom_field") ? endpoint(CallKind.LOOKUP, null) : endpoint(CallKind.GET, segment);
            case "PUT" -> endpoint(CallKind.UPDATE, segment);
            default -> wrongMethod(segment);
        };
    }

    private static Route tags(String method, String segment) {
        return switch (method) {
            case "POST" -> endpoint(CallKind.ADD_TAGS, segment);
            case "DELETE" -> endpoint(CallKind.REMOVE_TAGS, segment);
            default -> wrongMethod(segment);
        };
    }

    private static Route endpoint(CallKind kind, @Nullable String segment) {
        return new Route(kind, segment, End.ENDPOINT);
    }

    private static Route wrongMethod(@Nullable String segment) {
        return new Route(CallKind.OTHER, segment, End.WRONG_METHOD);
    }
}
