package io.contactsync.simulator.server;

import java.util.Random;

/** Draws delays; the same seed gives the same delays. Thread-safe. */
final class LatencySampler {

    private final Latency latency;
    private final Random random;

    LatencySampler(Latency latency) {
        this.latency = latency;
        this.random = new Random(latency.seed());
    }

    /** {@return the next delay in nanoseconds} */
    synchronized long nextNanos() {
        double nanos = latency.median().toNanos();
        if (latency.sigma() > 0) {
            nanos *= Math.exp(latency.sigma() * random.nextGaussian());
        }
        if (latency.spikeChance() > 0 && random.nextDouble() < latency.spikeChance()) {
            nanos += latency.spike().toNanos();
        }
        return (long) nanos;
    }
}
