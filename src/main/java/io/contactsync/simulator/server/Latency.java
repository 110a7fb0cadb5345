package io.contactsync.simulator.server;

import java.time.Duration;

/**
 * The distribution of response times: log-normal, with occasional spikes.
 *
 * @param sigma the standard deviation of the logarithm; 0 means that each response takes the median
 * @param spikeChance the share of the responses with a spike, from 0 to 1
 * @param spike the time that a spike adds
 * @param seed the seed of the random generator
 */
public record Latency(Duration median, double sigma, double spikeChance, Duration spike, long seed) {

    /** {@return no delay} */
    public static Latency none() {
        return fixed(Duration.ZERO);
    }

    /** {@return the same delay for each response} */
    public static Latency fixed(Duration delay) {
        return new Latency(delay, 0, 0, Duration.ZERO, 0);
    }

    /** {@return log-normal delays; with a sigma of 0.5, the 95th percentile is 2.3 times the median} */
    public static Latency logNormal(Duration median, double sigma, long seed) {
        return new Latency(median, sigma, 0, Duration.ZERO, seed);
    }

    /** {@return a copy with spikes} */
    public Latency withSpikes(double chance, Duration length) {
        return new Latency(median, sigma, chance, length, seed);
    }
}
