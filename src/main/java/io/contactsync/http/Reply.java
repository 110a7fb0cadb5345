package io.contactsync.http;

import tools.jackson.databind.JsonNode;

/** What became of a call. */
public sealed interface Reply {

    /**
     * It was answered with 2xx.
     *
     * @param body a JSON object or array; a missing node for 204, and for an empty answer to a write that is safe to
     *     repeat
     */
    record Ok(JsonNode body) implements Reply {
        @Override
        public String toString() {
            return "Ok";
        }
    }

    /**
     * It was refused with a 4xx that a repeat cannot mend.
     *
     * @param status HTTP's: 400, 403, 404, 405, 409, 413, 422 ...; never 401, 408, 429, 449
     * @param message the text {@code message} of the answer, at most 500 characters, or a sentence; it may quote what
     *     was sent, but not the token
     * @param attempts how many went over the wire, 429s not counted
     */
    record Refused(int status, String message, int attempts) implements Reply {
        @Override
        public String toString() {
            return "Refused[" + status + ", attempts=" + attempts + "]";
        }
    }

    /**
     * It failed again and again while other calls succeeded.
     *
     * @param reason the last failure, a sentence without values
     * @param attempts how many failed
     */
    record GaveUp(String reason, int attempts) implements Reply {}

    /**
     * It must not be done twice, and the server may have done it: only asking the server can tell.
     *
     * @param reason what happened, a sentence without values
     * @param attempts how many failed, with this one
     */
    record InDoubt(String reason, int attempts) implements Reply {}
}
