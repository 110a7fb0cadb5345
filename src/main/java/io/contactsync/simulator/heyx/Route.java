package io.contactsync.simulator.heyx;

import io.contactsync.simulator.call.CallKind;
import io.contactsync.simulator.wire.Request;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The endpoint to which a request is routed.
 *
 * @param kind the endpoint; OTHER for none
 * @param segment the path segment with the contact id, null if there is none
 */
record Route(CallKind kind, @Nullable String segment, Resolution resolution) {

    static final String PREFIX = "/api/v1/";

    /** The result of routing. */
    enum Resolution {
        ENDPOINT,
        WRONG_METHOD,
        NOT_FOUND,
        TRAILING_SLASH
    }

    static Route of(Request request) {
        List<String> path = request.segmentsAfter(PREFIX);
        boolean trailingSlash = path.size() > 1 && path.get(path.size() - 1).isEmpty();
        Route route = of(request.method(), trailingSlash ? path.subList(0, path.size() - 1) : path);
        return trailingSlash ? new Route(route.kind, route.segment, Resolution.TRAILING_SLASH) : route;
    }

    private static Route of(String method, List<String> path) {
        if (!path.get(0).equals("contact")
                || path.size() > 3
                || (path.size() == 3 && !path.get(2).equals("tags"))) {
            return new Route(CallKind.OTHER, null, Resolution.NOT_FOUND);
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
        return new Route(kind, segment, Resolution.ENDPOINT);
    }

    private static Route wrongMethod(@Nullable String segment) {
        return new Route(CallKind.OTHER, segment, Resolution.WRONG_METHOD);
    }
}
