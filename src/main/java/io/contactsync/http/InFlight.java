package io.contactsync.http;

/** How many calls may be on the wire at once. */
public sealed interface InFlight {

    /** As many as are useful, found from measured latency; 8 to 512. */
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
}
