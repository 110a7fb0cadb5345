package io.contactsync.http;

import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A request to a server, with what the client needs to count and retry it.
 *
 * @param kind the name under which the call is counted: {@code lookup}, {@code create} ...
 * @param method the HTTP method: {@code GET}, {@code POST}, {@code PUT}, {@code DELETE}
 * @param url the URL; it must have the same origin as the client's base URL
 * @param body the JSON body, or null for none; a {@code DELETE} may have one
 * @param retrySafety whether the call may be repeated
 * @param beforeSending runs before each attempt, immediately before the request is written and after every wait. If it
 *     throws, the request is not sent and the exception is passed on
 */
public record ApiRequest(
        String kind,
        String method,
        HttpUrl url,
        @Nullable JsonNode body,
        RetrySafety retrySafety,
        Runnable beforeSending) {

    /** A call without a {@code beforeSending} action. */
    public ApiRequest(String kind, String method, HttpUrl url, @Nullable JsonNode body, RetrySafety retrySafety) {
        this(kind, method, url, body, retrySafety, () -> {});
    }

    /** Whether a call may be repeated after a failure. */
    public enum RetrySafety {
        /** Executing the call twice has the same effect as executing it once. */
        IDEMPOTENT,
        /** The call is repeated only if the server cannot have processed it. */
        ONLY_IF_UNSENT
    }

    /** Whether a 2xx response must contain JSON: reads return data, and a create returns the new id. */
    boolean requiresJson() {
        return method.equals("GET") || retrySafety == RetrySafety.ONLY_IF_UNSENT;
    }

    @Override
    public String toString() {
        return "ApiRequest[" + kind + ", " + method + "]";
    }
}
