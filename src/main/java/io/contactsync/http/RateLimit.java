package io.contactsync.http;

/** The rate limit of a server. */
public sealed interface RateLimit {

    /**
     * A number of calls per minute.
     *
     * @param calls calls in any 60 s, 1 to 100,000
     * @param reserve how many of these are left to other users of the token, 0 or more; at least one call remains for
     *     us
     */
    record PerMinute(int calls, int reserve) implements RateLimit {

        private static final int MAX = 100_000;

        /**
         * Checks the ranges.
         *
         * @throws IllegalArgumentException if a value is out of range
         */
        public PerMinute {
            if (calls < 1 || calls > MAX || reserve < 0) {
                throw new IllegalArgumentException(
                        "the calls per minute must be 1 to " + MAX + ", and the reserve 0 or more");
            }
        }

        /** {@return the calls per minute that remain for us, at least 1} */
        public int available() {
            return Math.max(1, calls - reserve);
        }
    }

    /** No limit. */
    record Unlimited() implements RateLimit {}
}
