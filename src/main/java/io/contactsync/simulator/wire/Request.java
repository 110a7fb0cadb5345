package io.contactsync.simulator.wire;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request, read to its end.
 *
 * @param method the HTTP method
 * @param path the path as it was sent, still percent-encoded
 * @param query the query as it was sent, null when there was none
 * @param authorization the header of that name, null when it was missing
 * @param accept the header of that name, null when it was missing
 * @param host the header of that name
 * @param body the body's text, empty when there was none
 */
public record Request(
        String method,
        String path,
        @Nullable String query,
        @Nullable String authorization,
        @Nullable String accept,
        String host,
        String body) {

    private static final int LARGEST_BODY_BYTES = 16 << 20;

    static Request of(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readNBytes(LARGEST_BODY_BYTES + 1);
        if (body.length > LARGEST_BODY_BYTES) {
            throw new IOException("a body of more than 16 MB");
        }
        var headers = exchange.getRequestHeaders();
        String host = headers.getFirst("Host");
        return new Request(
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

    /** {@return the bearer token, empty when there is none} */
    public String token() {
        if (authorization == null || !authorization.regionMatches(true, 0, "Bearer ", 0, 7)) {
            return "";
        }
        return authorization.substring(7).strip();
    }

    /** {@return whether the client says that it takes JSON, which is how Laravel chooses the form of an error} */
    public boolean acceptsJson() {
        return accept != null && (accept.contains("/json") || accept.contains("+json"));
    }

    /** {@return the segments of the path after a prefix, each percent-decoded; a plus stays a plus} */
    public List<String> segmentsAfter(String prefix) {
        // The server matches the decoded path, so that an encoded letter in the prefix can come as far as here.
        String rest = path.startsWith(prefix) ? path.substring(prefix.length()) : "";
        return Arrays.stream(rest.split("/", -1))
                .map(segment -> decode(segment.replace("+", "%2B")))
                .toList();
    }

    /** {@return the last value of a query parameter, where a plus means a blank} */
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
