package io.contactsync.simulator.fault;

import java.util.random.RandomGenerator;

/** Which of the matching calls are struck. */
public sealed interface Trigger {

    /**
     * Decides for one call.
     *
     * @param count 1 for the first matching call since the fault was set
     * @param dice the fault's own seeded dice
     */
    boolean fires(long count, RandomGenerator dice);

    /** {@return the seed of the dice} */
    default long seed() {
        return 0;
    }

    /** The k-th matching call, 1 for the next one. */
    record At(long k) implements Trigger {
        @Override
        public boolean fires(long count, RandomGenerator dice) {
            return count == k;
        }
    }

    /** The next n matching calls. */
    record Next(long n) implements Trigger {
        @Override
        public boolean fires(long count, RandomGenerator dice) {
            return count <= n;
        }
    }

    /** Every matching call. */
    record Every() implements Trigger {
        @Override
        public boolean fires(long count, RandomGenerator dice) {
            return true;
        }
    }

    /** Each matching call with a probability from 0 to 1. */
    record Chance(double probability, long seed) implements Trigger {
        @Override
        public boolean fires(long count, RandomGenerator dice) {
            return dice.nextDouble() < probability;
        }
    }
}
