package io.contactsync.http;

import java.time.Duration;
import tools.jackson.databind.JsonNode;

/** What the result of an attempt means for its call. */
sealed interface RetryDecision {

    /**
     * The call succeeded.
     *
     * @param body the response, a missing node if it was empty
     */
    record Succeeded(JsonNode body) implements RetryDecision {
        @Override
        public String toString() {
            return "Succeeded";
        }
    }

    /**
     * The server refused the call; repeating it cannot succeed.
     *
     * @param status the HTTP status
     * @param message the server's message, or a generated text if it has none
     */
    record Refused(int status, String message) implements RetryDecision {
        @Override
        public String toString() {
            return "Refused[" + status + "]";
        }
    }

    /** Too many requests (429): send the call again after the pause. */
    record Throttled() implements RetryDecision {}

    /** The token is not valid (401). */
    record TokenRefused() implements RetryDecision {}

    /**
     * The attempt failed, but a repeat may succeed.
     *
     * @param reason what happened, without contact values
     * @param serverEffect whether the server may have processed the request
     * @param minDelay how long the server asks to wait; zero if it does not say
     */
    record Retry(String reason, ServerEffect serverEffect, Duration minDelay) implements RetryDecision {}

    /** What a failed attempt may have left on the server. */
    enum ServerEffect {
        /** Nothing: the server did not process the request. */
        NONE,
        /** The server may have processed the request. */
        POSSIBLE
    }
}
