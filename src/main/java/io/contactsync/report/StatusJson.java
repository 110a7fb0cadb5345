package io.contactsync.report;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes and reads a run's status as JSON: for the status file and for {@code status --json}. */
public final class StatusJson {
    private static final JsonMapper JSON = new JsonMapper();

    private StatusJson() {}

    /** A status as a JSON object. */
    public static ObjectNode of(RunStatus status) {
        if (status.isWithoutDetails()) {
            return JSON.createObjectNode()
                    .put("job", status.job())
                    .putNull("run")
                    .put("status", status.status().name())
                    .put("resumable", status.status().isResumable());
        }
        ObjectNode root = JSON.createObjectNode()
                .put("job", status.job())
                .put("run", status.run())
                .put("status", status.status().name())
                .put("resumable", status.status().isResumable())
                .put("pid", status.process().isKnown() ? status.process().pid() : null)
                .put(
                        "processStartedAt",
                        status.process().isKnown()
                                ? status.process().startedAt().toString()
                                : null)
                .put("startedAt", status.startedAt().toString())
                .put("at", status.at().toString());
        ObjectNode contacts = root.putObject("contacts");
        status.contacts().forEach(contacts::put);
        put(root, "total", status.total());
        put(root, "secondsLeft", status.secondsLeft());
        root.put("calls", status.calls());
        ArrayNode clients = root.putArray("pace");
        for (RunStatus.Client client : status.clients()) {
            ObjectNode one =
                    clients.addObject().put("name", client.name()).put("callsLastMinute", client.callsLastMinute());
            put(one, "limit", client.limit());
            one.put("pausedSeconds", client.pausedSeconds()).put("troubledSeconds", client.failingSeconds());
        }
        ObjectNode checkpoints = root.putObject("checkpoint");
        status.checkpoints().forEach(checkpoints::put);
        return root.put("error", status.error());
    }

    private static void put(ObjectNode node, String name, OptionalLong value) {
        if (value.isPresent()) {
            node.put(name, value.getAsLong());
        } else {
            node.putNull(name);
        }
    }

    /**
     * Parses a status.
     *
     * @return empty if the text is not a status
     */
    public static Optional<RunStatus> read(String text) {
        try {
            JsonNode root = JSON.readTree(text);
            return Optional.of(new RunStatus(
                    root.get("job").stringValue(),
                    root.get("run").intValue(),
                    RunStatus.State.valueOf(root.get("status").stringValue()),
                    new RunStatus.RunProcess(root.get("pid").longValue(), instant(root, "processStartedAt")),
                    instant(root, "startedAt"),
                    instant(root, "at"),
                    longs(object(root, "contacts")),
                    root.get("calls").longValue(),
                    clients(root.get("pace")),
                    number(root, "total"),
                    number(root, "secondsLeft"),
                    texts(object(root, "checkpoint")),
                    root.path("error").stringValue(null)));
        } catch (JacksonException | IllegalArgumentException | NullPointerException | DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Parses a JSON text; a missing node if it is none. */
    static JsonNode tree(String text) {
        try {
            return JSON.readTree(text);
        } catch (JacksonException e) {
            return MissingNode.getInstance();
        }
    }

    private static Instant instant(JsonNode root, String name) {
        return Instant.parse(root.get(name).stringValue());
    }

    private static OptionalLong number(JsonNode root, String name) {
        return root.path(name).isNumber() ? OptionalLong.of(root.get(name).longValue()) : OptionalLong.empty();
    }

    private static JsonNode object(JsonNode root, String name) {
        JsonNode node = root.path(name);
        if (!node.isObject()) {
            throw new IllegalArgumentException(name + " is not an object");
        }
        return node;
    }

    private static Map<String, Long> longs(JsonNode node) {
        Map<String, Long> longs = new LinkedHashMap<>();
        node.properties().forEach(one -> longs.put(one.getKey(), one.getValue().longValue()));
        return longs;
    }

    private static Map<String, String> texts(JsonNode node) {
        Map<String, String> texts = new LinkedHashMap<>();
        node.properties().forEach(one -> texts.put(one.getKey(), one.getValue().stringValue()));
        return texts;
    }

    private static List<RunStatus.Client> clients(JsonNode node) {
        List<RunStatus.Client> clients = new ArrayList<>();
        node.forEach(one -> clients.add(new RunStatus.Client(
                one.get("name").stringValue(),
                one.get("callsLastMinute").longValue(),
                number(one, "limit"),
                one.path("pausedSeconds").asLong(0),
                one.path("troubledSeconds").asLong(0))));
        return clients;
    }
}
