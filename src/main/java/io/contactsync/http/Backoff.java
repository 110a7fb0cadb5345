package io.contactsync.http;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Exponential backoff with a cap and jitter, so that calls which failed together are not retried together.
 *
 * @param initial upper bound of the delay after the first failure
 * @param max upper bound of the delay after many failures
 */
record Backoff(Duration initial, Duration max) {

    /** Between the attempts of a call: 0.5 s, doubling up to 30 s. */
    public static final Backoff BETWEEN_ATTEMPTS = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(30));

    /** Between the probes of an unavailable service: 1 s, doubling up to 30 s. */
    public static final Backoff BETWEEN_PROBES = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30));

    /**
     * Full jitter: from 0 to the upper bound. With 0.5 s and the third failure this is 0 to 2 s.
     *
     * @param failures the number of failures so far, from 1
     * @return nanoseconds
     */
    public long fullJitterNanos(int failures, RandomGenerator random) {
        return (long) (upperBoundNanos(failures) * random.nextDouble());
    }

    /**
     * Half jitter: from half the upper bound to the upper bound, for cases that need a minimum delay.
     *
     * @param failures the number of failures so far, from 1
     * @return nanoseconds
     */
    public long halfJitterNanos(int failures, RandomGenerator random) {
        return (long) (upperBoundNanos(failures) * (0.5 + 0.5 * random.nextDouble()));
    }

    private double upperBoundNanos(int failures) {
        return Math.min((double) max.toNanos(), initial.toNanos() * Math.pow(2, failures - 1.0));
    }
}
