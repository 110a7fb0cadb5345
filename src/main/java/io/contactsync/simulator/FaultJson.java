package io.contactsync.simulator;

import io.contactsync.simulator.server.EndpointKind;
import io.contactsync.simulator.server.Fault;
import io.contactsync.simulator.server.FaultRegistry;
import io.contactsync.simulator.server.SimulatorService;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The JSON form of faults in the control endpoints. */
final class FaultJson {

    private static final String ERROR_BODY = "{\"status\":\"error\",\"message\":\"injected fault\",\"data\":[]}";

    private FaultJson() {}

    /**
     * Reads a fault.
     *
     * @throws IllegalArgumentException if the service, the kind or the effect is unknown
     */
    static Fault read(JsonNode json) {
        return new Fault(
                SimulatorService.Name.parse(json.path("service").asString("")),
                json.has("kind") ? EndpointKind.of(json.path("kind").asString()) : null,
                json.has("channel") ? json.path("channel").asString() : null,
                trigger(json),
                effect(json));
    }

    static Map<String, Object> toMap(FaultRegistry.ArmedFault armed) {
        Map<String, Object> json = new LinkedHashMap<>();
        Fault fault = armed.fault();
        json.put("id", armed.id());
        json.put("service", fault.service().jsonName());
        json.put("kind", fault.kind() == null ? null : fault.kind().jsonName());
        json.put("channel", fault.channel());
        json.put("trigger", fault.trigger().toString());
        json.put("effect", fault.effect().label());
        json.put("hits", armed.hits());
        return json;
    }

    private static Fault.Trigger trigger(JsonNode json) {
        if (json.has("at")) {
            return new Fault.Trigger.At(json.path("at").asLong());
        }
        if (json.has("next")) {
            return new Fault.Trigger.Next(json.path("next").asLong());
        }
        if (json.has("probability")) {
            return new Fault.Trigger.Chance(
                    json.path("probability").asDouble(), json.path("seed").asLong(0));
        }
        return new Fault.Trigger.Every();
    }

    private static Fault.Effect effect(JsonNode json) {
        String name = json.path("effect").asString("");
        return switch (name) {
            case "STATUS" ->
                new Fault.Effect.Status(
                        json.path("code").asInt(500), json.path("body").asString(ERROR_BODY), headers(json));
            case "STATUS_AFTER" ->
                new Fault.Effect.StatusAfter(json.path("code").asInt(502));
            case "RESET_BEFORE" -> new Fault.Effect.ResetBefore();
            case "RESET_AFTER" -> new Fault.Effect.ResetAfter();
            case "HANG_BEFORE" -> new Fault.Effect.HangBefore(duration(json));
            case "HANG_AFTER" -> new Fault.Effect.HangAfter(duration(json));
            case "TRUNCATE" -> new Fault.Effect.Truncate(framing(json));
            case "HTML" ->
                json.path("done").asBoolean(false) ? new Fault.Effect.HtmlAfter() : new Fault.Effect.HtmlBefore();
            case "REDIRECT" ->
                new Fault.Effect.Redirect(
                        json.path("url").asString("/login"), json.path("code").asInt(302));
            case "ERROR_IN_200" ->
                new Fault.Effect.ErrorIn200(json.path("message").asString("injected fault"));
            case "INVISIBLE" -> new Fault.Effect.Invisible(duration(json));
            case "ENDLESS" -> new Fault.Effect.Endless();
            case "IGNORE_CURSOR" -> new Fault.Effect.IgnoreCursor();
            case "REPEAT" -> new Fault.Effect.Repeat();
            default -> throw new IllegalArgumentException("unknown effect '" + name + "'");
        };
    }

    private static Fault.Effect.Framing framing(JsonNode json) {
        return json.path("chunked").asBoolean(false)
                ? Fault.Effect.Framing.CHUNKED
                : Fault.Effect.Framing.CONTENT_LENGTH;
    }

    private static Duration duration(JsonNode json) {
        return Duration.ofMillis(json.path("ms").asLong(86_400_000));
    }

    private static Map<String, String> headers(JsonNode json) {
        Map<String, String> headers = new LinkedHashMap<>();
        json.path("headers")
                .properties()
                .forEach(
                        header -> headers.put(header.getKey(), header.getValue().asString()));
        return headers;
    }
}
