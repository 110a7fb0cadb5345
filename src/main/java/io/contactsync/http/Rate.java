package io.contactsync.http;

/** How many calls a server takes. */
public sealed interface Rate {

    /**
     * A limit.
     *
     * @param calls calls in any 60 s, 1 to 100,000
     * @param reserve of these left to others, 0 or more; at least one call stays for us
     */
    record PerMinute(int calls, int reserve) implements Rate {

        private static final int MAX = 100_000;

        /**
         * Checks the numbers.
         *
         * @throws IllegalArgumentException when one is out of range
         */
        public PerMinute {
            if (calls < 1 || calls > MAX || reserve < 0) {
                throw new IllegalArgumentException("calls a minute are 1 to " + MAX + ", the reserve 0 or more");
            }
        }

        /**
         * What is left for us.
         *
         * @return calls a minute, at least 1
         */
        public int available() {
            return Math.max(1, calls - reserve);
        }
    }

    /** No limit. */
    record Unlimited() implements Rate {}
}
