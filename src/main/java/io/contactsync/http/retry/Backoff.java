package io.contactsync.http.retry;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next attempt: doubling, capped, and jittered so that calls which failed together do not
 * come back together.
 *
 * @param first the upper bound after the first failure
 * @param longest the upper bound after many
 */
public record Backoff(Duration initial, Duration max) {

    /** Between a call's attempts: 0.5 s doubling to 30 s. */
    public static final Backoff BETWEEN_ATTEMPTS = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(30));

    /** Between probes of a service that is away: 1 s doubling to 30 s. */
    public static final Backoff BETWEEN_PROBES = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30));

    /**
     * Full jitter: anything up to the bound. For 0.5 s and the third failure 0 to 2 s.
     *
     * @param failures how many there were, from 1
     * @param random the dice
     * @return nanoseconds
     */
    public long fullJitterNanos(int failures, RandomGenerator random) {
        return (long) (upperBoundNanos(failures) * random.nextDouble());
    }

    /**
     * Half jitter: between half the bound and the bound, where a wait of nothing would be a hammer.
     *
     * @param failures how many there were, from 1
     * @param random the dice
     * @return nanoseconds
     */
    public long halfJitterNanos(int failures, RandomGenerator random) {
        return (long) (upperBoundNanos(failures) * (0.5 + 0.5 * random.nextDouble()));
    }

    private double upperBoundNanos(int failures) {
        return Math.min((double) max.toNanos(), initial.toNanos() * Math.pow(2, failures - 1.0));
    }
}
