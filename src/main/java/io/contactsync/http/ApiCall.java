package io.contactsync.http;

import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What is to be asked of a server.
 *
 * @param kind under which it is counted: {@code lookup}, {@code create} ...
 * @param method HTTP's: {@code GET}, {@code POST}, {@code PUT}, {@code DELETE}
 * @param url where to; of the client's own origin
 * @param body what to send, null for nothing; a {@code DELETE} may have one
 * @param repeat whether it may be done twice
 * @param beforeSending run each time immediately before the request is written, when every wait is over; what it throws
 *     keeps the request back and is thrown on
 */
public record ApiCall(
        String kind, String method, HttpUrl url, @Nullable JsonNode body, RetrySafety retrySafety, Runnable beforeSending) {

    /**
     * A call before which nothing has to be written down.
     *
     * @param kind under which it is counted
     * @param method HTTP's
     * @param url where to
     * @param body what to send, or null
     * @param repeat whether it may be done twice
     */
    public ApiCall(String kind, String method, HttpUrl url, @Nullable JsonNode body, RetrySafety repeat) {
        this(kind, method, url, body, repeat, () -> {});
    }

    /** Whether a call may be done twice. */
    public enum RetrySafety {
        /** Doing it twice is as good as once. */
        IDEMPOTENT,
        /** It is sent again only where the server cannot have done it. */
        ONLY_IF_UNSENT
    }

    /** Whether its answer must carry JSON: what is read must, and what tells of a thing made. */
    boolean requiresJson() {
        return method.equals("GET") || retrySafety == RetrySafety.ONLY_IF_UNSENT;
    }

    @Override
    public String toString() {
        return "ApiCall[" + kind + ", " + method + "]";
    }
}
