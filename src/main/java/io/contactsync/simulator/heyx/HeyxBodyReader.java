package io.contactsync.simulator.heyx;

import io.contactsync.simulator.server.PendingCall;
import io.contactsync.simulator.server.SimulatorJson;
import io.contactsync.simulator.server.SimulatorRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads fields and tags from a request body and checks the limits of heyx-contacts.md. */
final class HeyxBodyReader {

    private static final int MAX_FIELDS = 30;
    private static final int MAX_TAGS = 10;
    private static final int MAX_TAG_LENGTH = 255;
    private static final Set<String> READ_ONLY = Set.of("id", "created_at", "locale", "timezone", "gender", "tags");

    private HeyxBodyReader() {}

    /** {@return the fields by name; the last value of a repeated name wins} */
    static Map<String, @Nullable Object> fields(SimulatorRequest request, PendingCall call) {
        List<JsonNode> entries = list(request, "custom_fields", MAX_FIELDS, call);
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        for (JsonNode entry : entries) {
            JsonNode name = entry.path("name");
            if (!name.isString() || name.stringValue().isBlank() || !entry.has("value")) {
                throw HeyxError.forbidden("Each entry of custom_fields needs a name and a value.");
            }
            if (READ_ONLY.contains(name.stringValue())) {
                throw HeyxError.forbidden("Field " + name.stringValue() + " is not allowed to be updated.");
            }
            fields.put(name.stringValue(), value(entry.path("value")));
        }
        return fields;
    }

    /** {@return the tags without duplicates} */
    static List<String> tags(SimulatorRequest request, PendingCall call) {
        List<JsonNode> entries = list(request, "tags", MAX_TAGS, call);
        for (JsonNode tag : entries) {
            if (!tag.isString() || tag.stringValue().isBlank()) {
                throw HeyxError.forbidden("Each entry of tags must be a non-blank string.");
            }
            if (tag.stringValue().length() > MAX_TAG_LENGTH) {
                throw HeyxError.forbidden("A tag may not be longer than " + MAX_TAG_LENGTH + " characters.");
            }
        }
        return entries.stream().map(JsonNode::stringValue).distinct().toList();
    }

    private static List<JsonNode> list(SimulatorRequest request, String name, int max, PendingCall call) {
        JsonNode list = SimulatorJson.object(request.body())
                .map(body -> body.path(name))
                .filter(JsonNode::isArray)
                .orElseThrow(() -> HeyxError.forbidden("The " + name + " field is required and must be a list."));
        call.setParts(list.size());
        if (list.isEmpty()) {
            throw HeyxError.forbidden("The " + name + " field is required.");
        }
        if (list.size() > max) {
            throw HeyxError.forbidden("Maximum " + max + " " + name + " are allowed per request.");
        }
        return new ArrayList<>(list.values());
    }

    private static @Nullable Object value(JsonNode value) {
        if (value.isNull() || (value.isString() && value.stringValue().isEmpty())) {
            return null;
        }
        if (value.isString()) {
            return value.stringValue();
        }
        if (value.isBoolean()) {
            return value.booleanValue();
        }
        if (value.isNumber()) {
            return value.numberValue();
        }
        throw HeyxError.forbidden("A value must be a string, a number or a boolean.");
    }
}
