package io.contactsync.simulator.wire;

import java.util.Map;
import java.util.TreeMap;

/**
 * An answer before it is sent.
 *
 * @param status the HTTP status
 * @param headers all headers but Content-Length and Date
 * @param body the body's text
 */
public record Reply(int status, Map<String, String> headers, String body) {

    private static final String PAGE = """
            <!DOCTYPE html>
            <html><head><title>%1$s</title></head><body><h1>%1$s</h1></body></html>
            """;

    /** {@return an answer whose body is the value's JSON} */
    public static Reply json(int status, Object value) {
        return jsonText(status, Json.text(value));
    }

    /** {@return an answer whose body is this text, said to be JSON} */
    public static Reply jsonText(int status, String body) {
        return new Reply(status, Map.of("Content-Type", "application/json"), body);
    }

    /** {@return an HTML page with one heading} */
    public static Reply html(int status, String heading) {
        return new Reply(status, Map.of("Content-Type", "text/html; charset=UTF-8"), PAGE.formatted(heading));
    }

    /** {@return an answer that sends the client elsewhere} */
    public static Reply redirect(int status, String url) {
        return html(status, "Redirecting").with("Location", url);
    }

    /** {@return the same with one header more} */
    public Reply with(String name, String value) {
        Map<String, String> more = new TreeMap<>(headers);
        more.put(name, value);
        return new Reply(status, more, body);
    }

    /** {@return the same with more headers} */
    public Reply with(Map<String, String> others) {
        Map<String, String> more = new TreeMap<>(headers);
        more.putAll(others);
        return new Reply(status, more, body);
    }
}
