package io.contactsync.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class BackoffTest {

    private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);

    private final Random random = new Random(3);

    @Test
    void fullJitterIsBetweenZeroAndADoublingBound() {
        long least = Long.MAX_VALUE;
        long most = 0;
        for (int i = 0; i < 1_000; i++) {
            long nanos = Backoff.BETWEEN_ATTEMPTS.fullJitterNanos(3, random);
            least = Math.min(least, nanos);
            most = Math.max(most, nanos);
        }
        assertThat(least).isBetween(0L, 100 * MILLI);
        assertThat(most).isBetween(1_900 * MILLI, 2_000 * MILLI);
    }

    @Test
    void halfJitterIsAtLeastHalfItsBoundAndAtMostTheCap() {
        for (int failures = 1; failures < 2_000; failures++) {
            assertThat(Backoff.BETWEEN_PROBES.halfJitterNanos(failures, random)).isBetween(500 * MILLI, 30_000 * MILLI);
        }
    }
}
