package io.contactsync.simulator.wire;

import java.time.Duration;

/**
 * How long an answer takes: log-normal about a median, with a spike now and then.
 *
 * @param median half of the answers take longer
 * @param sigma spread of the logarithm; 0 means that each takes the median
 * @param spikeChance share of the answers that take a spike longer, from 0 to 1
 * @param spike how much longer
 * @param seed of the dice
 */
public record Latency(Duration median, double sigma, double spikeChance, Duration spike, long seed) {

    /** {@return no delay} */
    public static Latency none() {
        return fixed(Duration.ZERO);
    }

    /** {@return the same delay for each answer} */
    public static Latency fixed(Duration delay) {
        return new Latency(delay, 0, 0, Duration.ZERO, 0);
    }

    /** {@return log-normal delays; a sigma of 0.5 puts the 95th percentile at 2.3 times the median} */
    public static Latency logNormal(Duration median, double sigma, long seed) {
        return new Latency(median, sigma, 0, Duration.ZERO, seed);
    }

    /** {@return the same with spikes} */
    public Latency withSpikes(double chance, Duration length) {
        return new Latency(median, sigma, chance, length, seed);
    }
}
