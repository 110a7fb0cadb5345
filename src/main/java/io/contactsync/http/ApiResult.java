package io.contactsync.http;

import io.contactsync.support.Redaction;
import tools.jackson.databind.JsonNode;

/** The result of a call. */
public sealed interface ApiResult {

    /** How much of a server's message is stored and printed, in {@code char}s. */
    int MAX_MESSAGE_LENGTH = 500;

    /**
     * The server answered 2xx.
     *
     * @param body a JSON object or array; a missing node for a 204, and for an empty response to an idempotent write
     */
    record Ok(JsonNode body) implements ApiResult {
        @Override
        public String toString() {
            return "Ok";
        }
    }

    /**
     * The server refused the call with a 4xx; repeating it cannot succeed.
     *
     * @param status the HTTP status: 400, 403, 404, 405, 409, 413, 422 ...; never 401, 408, 429 or 449
     * @param message the {@code message} of the response in full, or a generated text if it has none; it may quote the
     *     request's values but not the token
     * @param attempts attempts that were sent, without those answered 429
     */
    record Refused(int status, String message, int attempts) implements ApiResult {

        /** The beginning of the message, for a refusal that concerns no contact whose values have to be removed. */
        public String shortMessage() {
            return new Redaction().add("[token]", "token").apply(message, MAX_MESSAGE_LENGTH);
        }

        @Override
        public String toString() {
            return "Refused[" + status + ", attempts=" + attempts + "]";
        }
    }

    /**
     * All attempts failed while other calls succeeded.
     *
     * @param reason the last failure, without contact values
     * @param attempts the number of failed attempts
     */
    record GaveUp(String reason, int attempts) implements ApiResult {}

    /**
     * The call is not idempotent and the server may have processed it; only a lookup can decide.
     *
     * @param reason what happened, without contact values
     * @param attempts the number of failed attempts, including this one
     */
    record InDoubt(String reason, int attempts) implements ApiResult {}
}
