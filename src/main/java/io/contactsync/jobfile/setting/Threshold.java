package io.contactsync.jobfile.setting;

/** How many are too many. */
public sealed interface Threshold {

    /**
     * Tells whether it is exceeded.
     *
     * @param part how many there are
     * @param whole of how many
     * @return true when there are more than allowed; just as many do not exceed it
     */
    boolean isExceededBy(long part, long whole);

    /**
     * A number.
     *
     * @param most how many are allowed
     */
    record Count(int most) implements Threshold {
        @Override
        public boolean isExceededBy(long part, long whole) {
            return part > most;
        }

        @Override
        public String toString() {
            return Integer.toString(most);
        }
    }

    /**
     * A share of the whole.
     *
     * @param most how many of a hundred are allowed, 0 to 100
     */
    record Percentage(int most) implements Threshold {
        @Override
        public boolean isExceededBy(long part, long whole) {
            return part * 100 > whole * most;
        }

        @Override
        public String toString() {
            return most + "%";
        }
    }
}
