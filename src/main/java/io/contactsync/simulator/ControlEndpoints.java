package io.contactsync.simulator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.contactsync.simulator.digivault.DigivaultContact;
import io.contactsync.simulator.digivault.DigivaultContactStore;
import io.contactsync.simulator.heyx.HeyxService;
import io.contactsync.simulator.server.CallLog;
import io.contactsync.simulator.server.FaultRegistry;
import io.contactsync.simulator.server.SimulatorJson;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.core.JacksonException;

/**
 * The control endpoints for scripts and for tests in other processes. They need no token and their calls are not
 * counted. All paths are below {@code /_simulator/}; requests and responses are JSON:
 *
 * <ul>
 *   <li>{@code GET state}: {@code {"digivault": [contact...], "heyx": {channel: [contact...]}}}
 *   <li>{@code GET calls}, or {@code GET calls?entries=N} for the newest N entries only: for each service
 *       {@code total}, {@code counts} by channel, kind and status (0: no response), {@code peak} with the largest
 *       number of calls of a channel in any window, and {@code entries}
 *   <li>{@code POST reset-calls}
 *   <li>{@code GET faults} with their hits; {@code DELETE faults} and {@code DELETE faults/ID} remove them and release
 *       the calls that hang in them
 *   <li>{@code POST faults}: {@code {"service": "heyx"|"digivault", "kind"?, "channel"?, "at": k | "next": n |
 *       "probability": p, "seed"?, "effect": NAME, ...}}; without at, next and probability it applies to every call.
 *       Effects and their parameters: STATUS (code, body, headers), STATUS_AFTER (code), RESET_BEFORE, RESET_AFTER,
 *       HANG_BEFORE (ms), HANG_AFTER (ms), TRUNCATE (chunked), HTML (done), REDIRECT (url, code), ERROR_IN_200
 *       (message), INVISIBLE (ms), ENDLESS, IGNORE_CURSOR, REPEAT. A hang without ms lasts until the fault is removed
 *   <li>{@code POST digivault/contacts}: stores a contact in DigiVault's JSON form; it replaces the contact with the
 *       same id, and gets a new id if it has none. {@code DELETE digivault/contacts/ID}
 *   <li>{@code POST heyx/CHANNEL/contacts}: the same in HeyX's JSON form; {@code DELETE heyx/CHANNEL/contacts/ID}
 * </ul>
 */
final class ControlEndpoints implements HttpHandler {

    private static final String PREFIX = "/_simulator/";

    private final DigivaultContactStore digivault;
    private final HeyxService heyx;
    private final CallLog digivaultCalls;
    private final CallLog heyxCalls;
    private final FaultRegistry faults;

    ControlEndpoints(
            DigivaultContactStore digivault,
            HeyxService heyx,
            CallLog digivaultCalls,
            CallLog heyxCalls,
            FaultRegistry faults) {
        this.digivault = digivault;
        this.heyx = heyx;
        this.digivaultCalls = digivaultCalls;
        this.heyxCalls = heyxCalls;
        this.faults = faults;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        List<String> path = Arrays.asList(
                exchange.getRequestURI().getPath().substring(PREFIX.length()).split("/"));
        String query = Objects.requireNonNullElse(exchange.getRequestURI().getQuery(), "");
        String method = exchange.getRequestMethod();
        if (method.equals("GET") && path.equals(List.of("state"))) {
            sendState(exchange);
            return;
        }
        try {
            send(exchange, 200, dispatch(method, path, query, body));
        } catch (IllegalArgumentException | JacksonException e) {
            send(exchange, 400, Map.of("error", String.valueOf(e.getMessage())));
        }
    }

    private void sendState(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream out = exchange.getResponseBody()) {
            StateJson.write(out, digivault, heyx);
        }
    }

    private Object dispatch(String method, List<String> path, String query, String body) {
        return switch (method + " " + path.get(0)) {
            case "GET calls" -> calls(query);
            case "POST reset-calls" -> resetCalls();
            case "GET faults" -> faults.all().stream().map(FaultJson::toMap).toList();
            case "POST faults" -> FaultJson.toMap(faults.set(FaultJson.read(SimulatorJson.MAPPER.readTree(body))));
            case "DELETE faults" -> removeFaults(path.size() > 1 ? path.get(1) : "");
            case "POST digivault", "POST heyx" -> putContact(path, body);
            case "DELETE digivault", "DELETE heyx" -> removeContact(path);
            default -> throw new IllegalArgumentException("no such control endpoint: " + method + " " + path.get(0));
        };
    }

    private Map<String, Object> calls(String query) {
        int newest = query.startsWith("entries=") ? Integer.parseInt(query.substring(8)) : Integer.MAX_VALUE;
        Map<String, Object> calls = new LinkedHashMap<>();
        calls.put("heyx", StateJson.calls(heyxCalls, newest));
        calls.put("digivault", StateJson.calls(digivaultCalls, newest));
        return calls;
    }

    private Map<String, Object> resetCalls() {
        heyxCalls.reset();
        digivaultCalls.reset();
        return Map.of("reset", true);
    }

    private Map<String, Object> removeFaults(String id) {
        List<FaultRegistry.ArmedFault> removed = faults.all().stream()
                .filter(armed -> id.isEmpty() || id.equals(Long.toString(armed.id())))
                .toList();
        removed.forEach(faults::remove);
        return Map.of("lifted", removed.size());
    }

    private Object putContact(List<String> path, String body) {
        var contact = SimulatorJson.object(body)
                .orElseThrow(() -> new IllegalArgumentException("the body must be a JSON object"));
        if (path.equals(List.of("digivault", "contacts"))) {
            DigivaultContact put = contact.has("id")
                    ? SampleFileReader.parseDigivaultContact(contact)
                    : digivault.create(SampleFileReader.parseFields(contact));
            digivault.put(put);
            return put.toJson();
        }
        if (path.size() == 3 && path.get(2).equals("contacts")) {
            return SampleFileReader.putHeyxContact(contact, heyx.channel(path.get(1)))
                    .toJson();
        }
        throw new IllegalArgumentException(
                "unknown path; allowed are POST digivault/contacts and POST heyx/CHANNEL/contacts");
    }

    private Map<String, Object> removeContact(List<String> path) {
        String id = path.get(path.size() - 1);
        if (path.size() == 3 && path.get(0).equals("digivault")) {
            return Map.of("deleted", digivault.remove(id));
        }
        if (path.size() == 4 && path.get(0).equals("heyx")) {
            return Map.of("deleted", heyx.channel(path.get(1)).remove(id));
        }
        throw new IllegalArgumentException(
                "unknown path; allowed are DELETE digivault/contacts/ID and DELETE heyx/CHANNEL/contacts/ID");
    }

    private static void send(HttpExchange exchange, int status, Object value) throws IOException {
        byte[] json = SimulatorJson.text(value).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, json.length);
        exchange.getResponseBody().write(json);
        exchange.close();
    }
}
