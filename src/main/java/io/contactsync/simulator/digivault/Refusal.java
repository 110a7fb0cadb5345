package io.contactsync.simulator.digivault;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A call that DigiVault refuses: status, type, message, and the parameter at fault. */
final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1;
    private static final String DOCUMENTATION = "https://docs.digivault.com/errors";

    private final int status;
    private final String type;
    private final @Nullable String parameter;

    private Refusal(int status, String type, String message, @Nullable String parameter) {
        super(message, null, false, false);
        this.status = status;
        this.type = type;
        this.parameter = parameter;
    }

    static Refusal of(int status, String type, String message) {
        return new Refusal(status, type, message, null);
    }

    static Refusal notFound() {
        return of(404, "not_found", "No such contact.");
    }

    static Refusal badRequest(String parameter, String message) {
        return new Refusal(400, "invalid_request", message, parameter);
    }

    static Refusal invalid(String parameter, String message) {
        return new Refusal(422, "validation_error", message, parameter);
    }

    int status() {
        return status;
    }

    Map<String, Object> shown() {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("type", type);
        shown.put("message", String.valueOf(getMessage()));
        shown.put("documentation_url", DOCUMENTATION);
        if (parameter != null) {
            shown.put("param", parameter);
            shown.put("errors", Map.of(parameter, List.of(String.valueOf(getMessage()))));
        }
        return shown;
    }
}
