package io.contactsync.simulator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.contactsync.simulator.call.CallLog;
import io.contactsync.simulator.digivault.DigivaultContact;
import io.contactsync.simulator.digivault.DigivaultContacts;
import io.contactsync.simulator.fault.ArmedFault;
import io.contactsync.simulator.fault.Faults;
import io.contactsync.simulator.heyx.HeyxService;
import io.contactsync.simulator.people.SampleFiles;
import io.contactsync.simulator.wire.Json;
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
 * What scripts and tests in other processes may ask of the simulators, without a token and without a call being
 * counted. All below {@code /_simulator/}, JSON in and out:
 *
 * <ul>
 *   <li>{@code GET state}: {@code {"digivault": [contact...], "heyx": {channel: [contact...]}}}
 *   <li>{@code GET calls}, {@code GET calls?entries=N} for the newest N entries only: for each service {@code total},
 *       {@code counts} as channel, kind, status (0: no answer), {@code peak} as the most calls of a channel in any
 *       window, {@code entries}
 *   <li>{@code POST reset-calls}
 *   <li>{@code GET faults} with their hits; {@code DELETE faults} and {@code DELETE faults/ID} lift them, and calls
 *       that hang in them go on
 *   <li>{@code POST faults}: {@code {"service": "heyx"|"digivault", "kind"?, "channel"?, "at": k | "next": n |
 *       "probability": p, "seed"?, "effect": NAME, ...}}; without any of at, next, probability every call. Effects and
 *       what they take: STATUS (code, body, headers), STATUS_AFTER (code), RESET_BEFORE, RESET_AFTER, HANG_BEFORE (ms),
 *       HANG_AFTER (ms), TRUNCATE (chunked), HTML (done), REDIRECT (url, code), ERROR_IN_200 (message), INVISIBLE (ms),
 *       ENDLESS, IGNORE_CURSOR, REPEAT. A hang without ms lasts until it is lifted
 *   <li>{@code POST digivault/contacts}: puts a contact as DigiVault shows it, by its id, or a new one without;
 *       {@code DELETE digivault/contacts/ID}
 *   <li>{@code POST heyx/CHANNEL/contacts}: likewise as HeyX shows it; {@code DELETE heyx/CHANNEL/contacts/ID}
 * </ul>
 */
final class Control implements HttpHandler {

    private static final String PREFIX = "/_simulator/";

    private final DigivaultContacts digivault;
    private final HeyxService heyx;
    private final CallLog digivaultCalls;
    private final CallLog heyxCalls;
    private final Faults faults;

    Control(DigivaultContacts digivault, HeyxService heyx, CallLog digivaultCalls, CallLog heyxCalls, Faults faults) {
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
            send(exchange, 200, answer(method, path, query, body));
        } catch (IllegalArgumentException | JacksonException wrong) {
            send(exchange, 400, Map.of("error", String.valueOf(wrong.getMessage())));
        }
    }

    private void sendState(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream out = exchange.getResponseBody()) {
            StateJson.write(out, digivault, heyx);
        }
    }

    private Object answer(String method, List<String> path, String query, String body) {
        return switch (method + " " + path.get(0)) {
            case "GET calls" -> calls(query);
            case "POST reset-calls" -> resetCalls();
            case "GET faults" -> faults.all().stream().map(FaultJson::shown).toList();
            case "POST faults" -> FaultJson.shown(faults.set(FaultJson.read(Json.MAPPER.readTree(body))));
            case "DELETE faults" -> lift(path.size() > 1 ? path.get(1) : "");
            case "POST digivault", "POST heyx" -> put(path, body);
            case "DELETE digivault", "DELETE heyx" -> remove(path);
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

    private Map<String, Object> lift(String id) {
        List<ArmedFault> lifted = faults.all().stream()
                .filter(armed -> id.isEmpty() || id.equals(Long.toString(armed.id())))
                .toList();
        lifted.forEach(faults::lift);
        return Map.of("lifted", lifted.size());
    }

    private Object put(List<String> path, String body) {
        var contact = Json.object(body).orElseThrow(() -> new IllegalArgumentException("the body must be an object"));
        if (path.equals(List.of("digivault", "contacts"))) {
            DigivaultContact put = contact.has("id")
                    ? SampleFiles.digivaultContact(contact)
                    : digivault.create(SampleFiles.fields(contact));
            digivault.put(put);
            return put.shown();
        }
        if (path.size() == 3 && path.get(2).equals("contacts")) {
            return SampleFiles.putHeyx(contact, heyx.channel(path.get(1))).shown();
        }
        throw new IllegalArgumentException("POST digivault/contacts or heyx/CHANNEL/contacts");
    }

    private Map<String, Object> remove(List<String> path) {
        String id = path.get(path.size() - 1);
        if (path.size() == 3 && path.get(0).equals("digivault")) {
            return Map.of("deleted", digivault.remove(id));
        }
        if (path.size() == 4 && path.get(0).equals("heyx")) {
            return Map.of("deleted", heyx.channel(path.get(1)).remove(id));
        }
        throw new IllegalArgumentException("DELETE digivault/contacts/ID or heyx/CHANNEL/contacts/ID");
    }

    private static void send(HttpExchange exchange, int status, Object answer) throws IOException {
        byte[] json = Json.text(answer).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, json.length);
        exchange.getResponseBody().write(json);
        exchange.close();
    }
}
