package io.contactsync.simulator.heyx;

import io.contactsync.simulator.server.EndpointKind;
import io.contactsync.simulator.server.SimulatorRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The endpoint to which a request is routed.
 *
 * @param kind the endpoint; OTHER for none
 * @param segment the path segment with the contact id, null if there is none
 */
record HeyxRoute(EndpointKind kind, @Nullable String segment, Resolution resolution) {

    static final String PREFIX = "/api/v1/";

    /** The result of routing. */
    enum Resolution {
        ENDPOINT,
        WRONG_METHOD,
        NOT_FOUND,
        TRAILING_SLASH
    }

    static HeyxRoute of(SimulatorRequest request) {
        List<String> path = request.segmentsAfter(PREFIX);
        boolean trailingSlash = path.size() > 1 && path.get(path.size() - 1).isEmpty();
        HeyxRoute route = of(request.method(), trailingSlash ? path.subList(0, path.size() - 1) : path);
        return trailingSlash ? new HeyxRoute(route.kind, route.segment, Resolution.TRAILING_SLASH) : route;
    }

    private static HeyxRoute of(String method, List<String> path) {
        if (!path.get(0).equals("contact")
                || path.size() > 3
                || (path.size() == 3 && !path.get(2).equals("tags"))) {
            return new HeyxRoute(EndpointKind.OTHER, null, Resolution.NOT_FOUND);
        }
        if (path.size() == 1) {
            return method.equals("POST") ? endpoint(EndpointKind.CREATE, null) : wrongMethod(null);
        }
        return path.size() == 2 ? contact(method, path.get(1)) : tags(method, path.get(1));
    }

    private static HeyxRoute contact(String method, String segment) {
        return switch (method) {
            case "GET" ->
                segment.equals("by_custom_field")
                        ? endpoint(EndpointKind.LOOKUP, null)
                        : endpoint(EndpointKind.GET, segment);
            case "PUT" -> endpoint(EndpointKind.UPDATE, segment);
            default -> wrongMethod(segment);
        };
    }

    private static HeyxRoute tags(String method, String segment) {
        return switch (method) {
            case "POST" -> endpoint(EndpointKind.ADD_TAGS, segment);
            case "DELETE" -> endpoint(EndpointKind.REMOVE_TAGS, segment);
            default -> wrongMethod(segment);
        };
    }

    private static HeyxRoute endpoint(EndpointKind kind, @Nullable String segment) {
        return new HeyxRoute(kind, segment, Resolution.ENDPOINT);
    }

    private static HeyxRoute wrongMethod(@Nullable String segment) {
        return new HeyxRoute(EndpointKind.OTHER, segment, Resolution.WRONG_METHOD);
    }
}
