package io.contactsync.http.wire;

import java.time.Duration;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** How an attempt ended. */
public sealed interface WireAnswer {

    /**
     * The server answered.
     *
     * @param status HTTP's
     * @param body what it said
     * @param retryAfter how long it asks to wait, however absurd; empty when it does not say, or not readably
     */
    record Answered(int status, Body body, Optional<Duration> retryAfter) implements WireAnswer {

        private static final Duration MIN_WAIT = Duration.ofSeconds(1);
        private static final Duration MAX_WAIT = Duration.ofMinutes(5);

        /**
         * How long the server asks to wait, as far as that can be taken at its word.
         *
         * @return 1 to 300 s; empty for nothing, 0, a date gone by, or an absurd time
         */
        public Optional<Duration> usableRetryAfter() {
            return retryAfter.filter(wish -> wish.compareTo(MIN_WAIT) >= 0 && wish.compareTo(MAX_WAIT) <= 0);
        }
    }

    /**
     * No answer came, or not to its head.
     *
     * @param reason a sentence without values
     * @param reach how far the request got
     */
    record NoResponse(String reason, Delivery delivery) implements WireAnswer {}

    /** How far a request got. */
    enum Delivery {
        /** Nothing of it was written, or the server said that it did not look at it. */
        NOT_SENT,
        /** The server may have it. */
        MAYBE_SENT
    }

    /** What an answer says. */
    sealed interface Body {}

    /**
     * A JSON object or array.
     *
     * @param node it
     */
    record Json(JsonNode node) implements Body {
        @Override
        public String toString() {
            return "Json[" + node.size() + " members]";
        }
    }

    /** Nothing at all. */
    record Empty() implements Body {}

    /**
     * Something else, or cut off.
     *
     * @param reason what is wrong with it, a sentence's end without its text
     */
    record Unreadable(String reason) implements Body {}
}
