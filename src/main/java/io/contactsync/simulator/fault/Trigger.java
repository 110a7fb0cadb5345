package io.contactsync.simulator.fault;

import java.util.random.RandomGenerator;

/** Which of the matching calls a fault affects. */
public sealed interface Trigger {

    /**
     * {@return whether the fault fires for a call}
     *
     * @param count 1 for the first matching call since the fault was set
     * @param random the fault's own random generator
     */
    boolean fires(long count, RandomGenerator random);

    /** {@return the seed of the fault's random generator} */
    default long seed() {
        return 0;
    }

    /** The k-th matching call, 1 for the next one. */
    record At(long k) implements Trigger {
        @Override
        public boolean fires(long count, RandomGenerator random) {
            return count == k;
        }
    }

    /** The next n matching calls. */
    record Next(long n) implements Trigger {
        @Override
        public boolean fires(long count, RandomGenerator random) {
            return count <= n;
        }
    }

    /** Every matching call. */
    record Every() implements Trigger {
        @Override
        public boolean fires(long count, RandomGenerator random) {
            return true;
        }
    }

    /** Each matching call with a probability from 0 to 1. */
    record Chance(double probability, long seed) implements Trigger {
        @Override
        public boolean fires(long count, RandomGenerator random) {
            return random.nextDouble() < probability;
        }
    }
}
