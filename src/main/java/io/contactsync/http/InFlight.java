package io.contactsync.http;

import io.contactsync.http.flight.AutoInFlight;

/** How many calls may be on the wire at once. */
public sealed interface InFlight {

    /** As many as are useful, found from measured latency; 8 to 64. */
    record Auto() implements InFlight {}

    /**
     * A fixed number.
     *
     * @param calls 1 or more
     */
    record Fixed(int calls) implements InFlight {
        /**
         * Checks the number.
         *
         * @throws IllegalArgumentException when it is less than 1
         */
        public Fixed {
            if (calls < 1) {
                throw new IllegalArgumentException("at least one call must be in flight");
            }
        }
    }

    /** The fixed number of calls, else 64; without a limit no less than 64, as some write down what came of theirs. */
    default int mostInHand(Rate rate) {
        int calls = this instanceof Fixed fixed ? fixed.calls() : AutoInFlight.MOST;
        return rate instanceof Rate.Unlimited ? Math.max(AutoInFlight.MOST, calls) : calls;
    }
}
