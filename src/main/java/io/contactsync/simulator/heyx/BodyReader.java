package io.contactsync.simulator.heyx;

import io.contactsync.simulator.call.OpenCall;
import io.contactsync.simulator.wire.Json;
import io.contactsync.simulator.wire.Request;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads fields and tags out of a body, as strictly as heyx-contacts.md limits them. */
final class BodyReader {

    private static final int MOST_FIELDS = 30;
    private static final int MOST_TAGS = 10;
    private static final int LONGEST_TAG = 255;
    private static final Set<String> FIXED = Set.of("id", "created_at", "locale", "timezone", "gender", "tags");

    private BodyReader() {}

    /** {@return the fields by name; of a name that comes twice, the last value} */
    static Map<String, @Nullable Object> fields(Request request, OpenCall call) {
        List<JsonNode> entries = list(request, "custom_fields", MOST_FIELDS, call);
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        for (JsonNode entry : entries) {
            JsonNode name = entry.path("name");
            if (!name.isString() || name.stringValue().isBlank() || !entry.has("value")) {
                throw Refusal.because("Each of custom_fields needs a name and a value.");
            }
            if (FIXED.contains(name.stringValue())) {
                throw Refusal.because("Field " + name.stringValue() + " is not allowed to be updated.");
            }
            fields.put(name.stringValue(), value(entry.path("value")));
        }
        return fields;
    }

    /** {@return the tags, each once} */
    static List<String> tags(Request request, OpenCall call) {
        List<JsonNode> entries = list(request, "tags", MOST_TAGS, call);
        for (JsonNode tag : entries) {
            if (!tag.isString() || tag.stringValue().isBlank()) {
                throw Refusal.because("Each of tags must be a text.");
            }
            if (tag.stringValue().length() > LONGEST_TAG) {
                throw Refusal.because("A tag may not be longer than " + LONGEST_TAG + " characters.");
            }
        }
        return entries.stream().map(JsonNode::stringValue).distinct().toList();
    }

    private static List<JsonNode> list(Request request, String name, int most, OpenCall call) {
        JsonNode list = Json.object(request.body())
                .map(body -> body.path(name))
                .filter(JsonNode::isArray)
                .orElseThrow(() -> Refusal.because("The " + name + " field is required and must be a list."));
        call.carries(list.size());
        if (list.isEmpty()) {
            throw Refusal.because("The " + name + " field is required.");
        }
        if (list.size() > most) {
            throw Refusal.because("Maximum " + most + " " + name + " are allowed per request.");
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
        throw Refusal.because("A value must be text, number or boolean.");
    }
}
