package io.contactsync.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.PriorityQueue;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Beside a model of a service: calls queue for one processor, and then travel for a while. */
class ConcurrencyProbeTest {

    private static final double MILLI = 1e6;
    private static final long SECOND = 1_000_000_000;

    private record Call(double answeredAt, int concurrency) {}

    /** Milliseconds that a call takes of the processor, by when it is, in seconds. */
    private interface ProcessingTime {
        double millis(double second);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void highLatencyServiceGetsNearlyTheMaximum(int seed) {
        assertThat(meanLimit(seed, 150, second -> 0.1)).isGreaterThan(450);
    }

    /** 2,000 calls a second are all it can do, and 100 in flight are enough for them. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void saturatedServiceGetsLittleMoreThanItNeeds(int seed) {
        assertThat(meanLimit(seed, 50, second -> 0.5)).isBetween(80.0, 220.0);
    }

    /** From 300 to 4,000 calls a second in 40 s, as Java gets warm, and stopped for 30 ms now and then. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void warmUpIsNotMistakenForAGain(int seed) {
        ProcessingTime warmingUp = second -> 0.25 + 3 * Math.exp(-second / 8);
        assertThat(meanLimit(seed, 0, warmingUp)).isLessThan(1.5 * AdaptiveConcurrency.SOFT_MAX);
    }

    /** The mean of what was found useful in the second half of 80 s. */
    private static double meanLimit(int seed, double latencyMillis, ProcessingTime work) {
        Random random = new Random(seed);
        ConcurrencyProbe widening = new ConcurrencyProbe();
        PriorityQueue<Call> wire = new PriorityQueue<>((a, b) -> Double.compare(a.answeredAt(), b.answeredAt()));
        double now = 0;
        double processorFree = 0;
        double stoppedAt = SECOND;
        int size = AdaptiveConcurrency.INITIAL;
        double sizes = 0;
        int answers = 0;
        while (now < 80.0 * SECOND) {
            while (wire.size() < size) {
                processorFree = Math.max(now, processorFree) + MILLI * work.millis(now / SECOND) * logNormal(random);
                wire.add(new Call(processorFree + MILLI * latencyMillis * logNormal(random), wire.size() + 1));
            }
            Call answer = wire.remove();
            now = answer.answeredAt();
            if (now > stoppedAt) {
                processorFree += 30 * MILLI;
                stoppedAt = now + SECOND * random.nextDouble();
            }
            size = widening.recordResponse((long) now, answer.concurrency());
            if (now > 40.0 * SECOND) {
                sizes += size;
                answers++;
            }
        }
        return sizes / answers;
    }

    /** Log-normal around 1. */
    private static double logNormal(Random random) {
        return Math.exp(0.4 * random.nextGaussian());
    }
}
