package io.contactsync.simulator.digivault;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An error response of DigiVault: status, type, message and the invalid parameter. */
final class DigivaultError extends RuntimeException {

    private static final long serialVersionUID = 1;
    private static final String DOCUMENTATION = "https://docs.digivault.com/errors";

    private final int status;
    private final String type;
    private final @Nullable String parameter;

    private DigivaultError(int status, String type, String message, @Nullable String parameter) {
        super(message, null, false, false);
        this.status = status;
        this.type = type;
        this.parameter = parameter;
    }

    static DigivaultError of(int status, String type, String message) {
        return new DigivaultError(status, type, message, null);
    }

    static DigivaultError notFound() {
        return of(404, "not_found", "No such contact.");
    }

    static DigivaultError badRequest(String parameter, String message) {
        return new DigivaultError(400, "invalid_request", message, parameter);
    }

    static DigivaultError invalid(String parameter, String message) {
        return new DigivaultError(422, "validation_error", message, parameter);
    }

    int status() {
        return status;
    }

    Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("type", type);
        json.put("message", String.valueOf(getMessage()));
        json.put("documentation_url", DOCUMENTATION);
        if (parameter != null) {
            json.put("param", parameter);
            json.put("errors", Map.of(parameter, List.of(String.valueOf(getMessage()))));
        }
        return json;
    }
}
