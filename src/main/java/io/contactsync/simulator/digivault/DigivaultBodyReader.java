package io.contactsync.simulator.digivault;

import io.contactsync.simulator.server.PendingCall;
import io.contactsync.simulator.server.SimulatorJson;
import io.contactsync.simulator.server.SimulatorRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads the fields of a contact from a request body; fields that are not writable are ignored. */
final class DigivaultBodyReader {

    private static final List<String> REQUIRED = List.of("username", "phone_number");
    private static final List<String> WRITABLE = List.of("username", "phone_number", "avatar_url", "display_name");

    private DigivaultBodyReader() {}

    /** {@return the fields of a new contact; missing optional fields are null} */
    static Map<String, @Nullable Object> create(SimulatorRequest request, PendingCall call) {
        JsonNode body = body(request, call);
        for (String field : REQUIRED) {
            if (!body.has(field)) {
                throw DigivaultError.invalid(field, "The " + field + " is required.");
            }
        }
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        WRITABLE.forEach(field -> fields.put(field, value(field, body.path(field))));
        return fields;
    }

    /** {@return the fields that are present (digivault-contacts.md, "Update a contact")} */
    static Map<String, @Nullable Object> update(SimulatorRequest request, PendingCall call) {
        JsonNode body = body(request, call);
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        WRITABLE.stream().filter(body::has).forEach(field -> fields.put(field, value(field, body.path(field))));
        return fields;
    }

    private static JsonNode body(SimulatorRequest request, PendingCall call) {
        JsonNode body = SimulatorJson.object(request.body())
                .orElseThrow(() -> DigivaultError.of(400, "invalid_request", "The body must be a JSON object."));
        call.setParts(body.size());
        return body;
    }

    private static @Nullable String value(String field, JsonNode value) {
        boolean blank = value.isNull() || value.isMissingNode();
        if (!blank && !value.isString()) {
            throw DigivaultError.invalid(field, "The " + field + " must be a string.");
        }
        String text = blank ? null : value.stringValue();
        if (REQUIRED.contains(field) && (text == null || text.isBlank())) {
            throw DigivaultError.invalid(field, "The " + field + " is required.");
        }
        return text;
    }
}
