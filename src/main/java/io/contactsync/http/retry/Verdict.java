package io.contactsync.http.retry;

import java.time.Duration;
import tools.jackson.databind.JsonNode;

/** What an attempt's end means for its call. */
public sealed interface Verdict {

    /**
     * Done.
     *
     * @param body the answer, a missing node when it was empty
     */
    record Succeeded(JsonNode body) implements Verdict {
        @Override
        public String toString() {
            return "Done";
        }
    }

    /**
     * Refused in a way that a repeat cannot mend.
     *
     * @param status HTTP's
     * @param message the server's, or a sentence
     */
    record Refused(int status, String message) implements Verdict {
        @Override
        public String toString() {
            return "Refused[" + status + "]";
        }
    }

    /** Too many requests: again when the pause is over. */
    record Throttled() implements Verdict {}

    /** The token is not valid. */
    record TokenRefused() implements Verdict {}

    /**
     * Failed in a way that a repeat may mend.
     *
     * @param reason a sentence
     * @param trace whether the server may have done it all the same
     * @param notBefore how long the server asks to wait; zero when it does not
     */
    record Retry(String reason, ServerEffect serverEffect, Duration minDelay) implements Verdict {}

    /** What a failed attempt may have left on the server. */
    enum ServerEffect {
        /** Nothing: it never got there. */
        NONE,
        /** It may have been carried out. */
        POSSIBLE
    }
}
