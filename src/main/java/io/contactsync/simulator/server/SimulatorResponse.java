package io.contactsync.simulator.server;

import java.util.Map;
import java.util.TreeMap;

/**
 * An HTTP response.
 *
 * @param headers all headers except Content-Length and Date
 */
public record SimulatorResponse(int status, Map<String, String> headers, String body) {

    private static final String PAGE = """
            <!DOCTYPE html>
            <html><head><title>%1$s</title></head><body><h1>%1$s</h1></body></html>
            """;

    /** {@return a response whose body is the JSON of a value} */
    public static SimulatorResponse json(int status, Object value) {
        return jsonText(status, SimulatorJson.text(value));
    }

    /** {@return a response with this body and the content type of JSON} */
    public static SimulatorResponse jsonText(int status, String body) {
        return new SimulatorResponse(status, Map.of("Content-Type", "application/json"), body);
    }

    /** {@return an HTML page with one heading} */
    public static SimulatorResponse html(int status, String heading) {
        return new SimulatorResponse(
                status, Map.of("Content-Type", "text/html; charset=UTF-8"), PAGE.formatted(heading));
    }

    /** {@return a redirect with an HTML body} */
    public static SimulatorResponse redirect(int status, String url) {
        return html(status, "Redirecting").withHeader("Location", url);
    }

    /** {@return a copy with one more header} */
    public SimulatorResponse withHeader(String name, String value) {
        return withHeaders(Map.of(name, value));
    }

    /** {@return a copy with more headers} */
    public SimulatorResponse withHeaders(Map<String, String> added) {
        Map<String, String> merged = new TreeMap<>(headers);
        merged.putAll(added);
        return new SimulatorResponse(status, merged, body);
    }
}
