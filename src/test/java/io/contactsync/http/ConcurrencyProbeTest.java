package io.contactsync.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.PriorityQueue;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Simulates a service: calls queue for one processor and then have a latency. */
class ConcurrencyProbeTest {

    private static final double MILLI = 1e6;
    private static final long SECOND = 1_000_000_000;

    private record Call(double answeredAt, int concurrency) {}

    /** The processing time of a call in milliseconds, as a function of the time in seconds. */
    private interface ProcessingTime {
        double millis(double second);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void highLatencyServiceGetsNearlyTheMaximum(int seed) {
        assertThat(meanLimit(seed, 150, second -> 0.1)).isGreaterThan(450);
    }

    /** The service handles at most 2,000 calls per second, for which 100 concurrent calls are enough. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void saturatedServiceGetsLittleMoreThanItNeeds(int seed) {
        assertThat(meanLimit(seed, 50, second -> 0.5)).isBetween(80.0, 220.0);
    }

    /** From 300 to 4,000 calls per second in 40 s, like JVM warm-up, with occasional pauses of 30 ms. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void warmUpIsNotMistakenForAGain(int seed) {
        ProcessingTime warmingUp = second -> 0.25 + 3 * Math.exp(-second / 8);
        assertThat(meanLimit(seed, 0, warmingUp)).isLessThan(1.5 * AdaptiveConcurrency.SOFT_MAX);
    }

    /** The mean limit in the second half of 80 s. */
    private static double meanLimit(int seed, double latencyMillis, ProcessingTime work) {
        Random random = new Random(seed);
        ConcurrencyProbe probe = new ConcurrencyProbe();
        PriorityQueue<Call> inFlight = new PriorityQueue<>((a, b) -> Double.compare(a.answeredAt(), b.answeredAt()));
        double now = 0;
        double processorFree = 0;
        double stoppedAt = SECOND;
        int size = AdaptiveConcurrency.INITIAL;
        double sizes = 0;
        int responses = 0;
        while (now < 80.0 * SECOND) {
            while (inFlight.size() < size) {
                processorFree = Math.max(now, processorFree) + MILLI * work.millis(now / SECOND) * logNormal(random);
                inFlight.add(new Call(processorFree + MILLI * latencyMillis * logNormal(random), inFlight.size() + 1));
            }
            Call response = inFlight.remove();
            now = response.answeredAt();
            if (now > stoppedAt) {
                processorFree += 30 * MILLI;
                stoppedAt = now + SECOND * random.nextDouble();
            }
            size = probe.recordResponse((long) now, response.concurrency());
            if (now > 40.0 * SECOND) {
                sizes += size;
                responses++;
            }
        }
        return sizes / responses;
    }

    /** Log-normal around 1. */
    private static double logNormal(Random random) {
        return Math.exp(0.4 * random.nextGaussian());
    }
}
