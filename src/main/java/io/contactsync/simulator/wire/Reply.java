package io.contactsync.simulator.wire;

import java.util.Map;
import java.util.TreeMap;

/**
 * An HTTP response.
 *
 * @param headers all headers except Content-Length and Date
 */
public record Reply(int status, Map<String, String> headers, String body) {

    private static final String PAGE = """
            <!DOCTYPE html>
            <html><head><title>%1$s</title></head><body><h1>%1$s</h1></body></html>
            """;

    /** {@return a response whose body is the JSON of a value} */
    public static Reply json(int status, Object value) {
        return jsonText(status, Json.text(value));
    }

    /** {@return a response with this body and the content type of JSON} */
    public static Reply jsonText(int status, String body) {
        return new Reply(status, Map.of("Content-Type", "application/json"), body);
    }

    /** {@return an HTML page with one heading} */
    public static Reply html(int status, String heading) {
        return new Reply(status, Map.of("Content-Type", "text/html; charset=UTF-8"), PAGE.formatted(heading));
    }

    /** {@return a redirect with an HTML body} */
    public static Reply redirect(int status, String url) {
        return html(status, "Redirecting").withHeader("Location", url);
    }

    /** {@return a copy with one more header} */
    public Reply withHeader(String name, String value) {
        return withHeaders(Map.of(name, value));
    }

    /** {@return a copy with more headers} */
    public Reply withHeaders(Map<String, String> added) {
        Map<String, String> merged = new TreeMap<>(headers);
        merged.putAll(added);
        return new Reply(status, merged, body);
    }
}
