package io.contactsync.http;

import java.time.Duration;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** The result of one attempt. */
sealed interface AttemptResult {

    /**
     * The server responded.
     *
     * @param status the HTTP status
     * @param retryAfter the value of {@code Retry-After}, however large; empty if missing or unreadable
     */
    record Answered(int status, Body body, Optional<Duration> retryAfter) implements AttemptResult {

        private static final Duration MIN_WAIT = Duration.ofSeconds(1);
        private static final Duration MAX_WAIT = Duration.ofMinutes(5);

        /** {@return how long the server asks to wait: 1 to 300 s; empty if missing, 0, a past date or out of range} */
        public Optional<Duration> usableRetryAfter() {
            return retryAfter.filter(wait -> wait.compareTo(MIN_WAIT) >= 0 && wait.compareTo(MAX_WAIT) <= 0);
        }
    }

    /**
     * No response arrived, or not even its headers.
     *
     * @param reason what happened, without contact values
     */
    record NoResponse(String reason, Delivery delivery) implements AttemptResult {}

    /** Whether the server may have received a request. */
    enum Delivery {
        /** Nothing was written, or the server stated that it did not process the request. */
        NOT_SENT,
        /** The server may have received it. */
        MAYBE_SENT
    }

    /** The body of a response. */
    sealed interface Body {}

    /** A JSON object or array. */
    record Json(JsonNode node) implements Body {
        @Override
        public String toString() {
            return "Json[" + node.size() + " members]";
        }
    }

    /** No body. */
    record Empty() implements Body {}

    /**
     * Not JSON, or truncated.
     *
     * @param reason what is wrong, as a predicate such as {@code is not JSON}; does not quote the body
     */
    record Malformed(String reason) implements Body {}
}
