package io.contactsync.simulator.server;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP request with its whole body.
 *
 * @param path the raw, percent-encoded path
 * @param query the raw, percent-encoded query, null if there is none
 * @param authorization the Authorization header, null if it is missing
 * @param accept the Accept header, null if it is missing
 * @param host the Host header, empty if it is missing
 * @param body the body, empty if there is none
 */
public record SimulatorRequest(
        String method,
        String path,
        @Nullable String query,
        @Nullable String authorization,
        @Nullable String accept,
        String host,
        String body) {

    private static final int MAX_BODY_BYTES = 16 << 20;

    static SimulatorRequest of(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY_BYTES + 1);
        if (body.length > MAX_BODY_BYTES) {
            throw new IOException("the request body is larger than 16 MB");
        }
        var headers = exchange.getRequestHeaders();
        String host = headers.getFirst("Host");
        return new SimulatorRequest(
                exchange.getRequestMethod(),
                exchange.getRequestURI().getRawPath(),
                exchange.getRequestURI().getRawQuery(),
                headers.getFirst("Authorization"),
                headers.getFirst("Accept"),
                host == null ? "" : host,
                new String(body, StandardCharsets.UTF_8));
    }

    /** {@return the raw path and query} */
    public String target() {
        return query == null ? path : path + "?" + query;
    }

    /** {@return the bearer token, empty if there is none} */
    public String token() {
        if (authorization == null || !authorization.regionMatches(true, 0, "Bearer ", 0, 7)) {
            return "";
        }
        return authorization.substring(7).strip();
    }

    /** {@return whether the Accept header allows JSON; Laravel chooses the form of an error by it} */
    public boolean acceptsJson() {
        return accept != null && (accept.contains("/json") || accept.contains("+json"));
    }

    /** {@return the percent-decoded segments of the path after a prefix; "+" is not decoded} */
    public List<String> segmentsAfter(String prefix) {
        // The server matches the decoded path, so a path with an encoded character in the prefix also gets here.
        String rest = path.startsWith(prefix) ? path.substring(prefix.length()) : "";
        return Arrays.stream(rest.split("/", -1))
                .map(segment -> decode(segment.replace("+", "%2B")))
                .toList();
    }

    /** {@return the last value of a query parameter; "+" is decoded to a space} */
    public Optional<String> parameter(String name) {
        if (query == null) {
            return Optional.empty();
        }
        return Arrays.stream(query.split("&"))
                .map(pair -> pair.split("=", 2))
                .filter(pair -> decode(pair[0]).equals(name))
                .map(pair -> pair.length == 2 ? decode(pair[1]) : "")
                .reduce((earlier, later) -> later);
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
