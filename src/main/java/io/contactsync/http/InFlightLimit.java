package io.contactsync.http;

/** The maximum number of concurrent calls. */
public sealed interface InFlightLimit {

    /** As many as are useful, derived from the measured latency: 8 to 512. */
    record Auto() implements InFlightLimit {}

    /**
     * A fixed number.
     *
     * @param calls 1 or more
     */
    record Fixed(int calls) implements InFlightLimit {
        /**
         * Checks the range.
         *
         * @throws IllegalArgumentException if {@code calls} is less than 1
         */
        public Fixed {
            if (calls < 1) {
                throw new IllegalArgumentException("the number of calls in flight must be at least 1");
            }
        }
    }
}
