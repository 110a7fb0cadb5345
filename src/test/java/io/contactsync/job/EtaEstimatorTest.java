package io.contactsync.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EtaEstimatorTest {

    private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);

    private static Optional<Duration> left(long contacts, long read, long calls, Optional<Integer> limit) {
        return EtaEstimator.estimate(contacts, new EtaEstimator.Done(read, calls, read, calls, FIVE_MINUTES, limit));
    }

    @Test
    void remainingContactsNeedAsManyCallsAsThoseSoFar() {
        // 4 calls per contact, 1,000 contacts left, 200 calls per minute.
        assertThat(left(1_250, 250, 1_000, Optional.of(200))).contains(Duration.ofMinutes(20));
    }

    @Test
    void usesTheMeasuredRateIfItIsBelowTheLimit() {
        // 100 calls per minute were made, although the limit is higher.
        assertThat(left(1_125, 125, 500, Optional.of(200))).contains(Duration.ofMinutes(40));
        assertThat(left(1_125, 125, 500, Optional.empty())).contains(Duration.ofMinutes(40));
    }

    @Test
    void limitCapsTheRateOfTheFirstBurst() {
        EtaEstimator.Done burst = new EtaEstimator.Done(50, 200, 50, 200, Duration.ofSeconds(6), Optional.of(200));

        assertThat(EtaEstimator.estimate(250, burst)).contains(Duration.ofMinutes(4));
    }

    @Test
    void usesTheReadRateForContactsWithoutCalls() {
        assertThat(left(1_500, 500, 0, Optional.of(200))).contains(Duration.ofMinutes(10));
    }

    @Test
    void usesCallsPerContactOfAllExecutionsAndTheRateOfThisOne() {
        EtaEstimator.Done resumed = new EtaEstimator.Done(500, 2_000, 25, 100, Duration.ofMinutes(1), Optional.of(200));

        assertThat(EtaEstimator.estimate(750, resumed)).contains(Duration.ofMinutes(10));
    }

    @Test
    void returnsNoEstimateIfTooLittleOrTooMuchIsDone() {
        assertThat(left(1_000, 19, 76, Optional.of(200))).isEmpty();
        assertThat(left(100, 101, 400, Optional.of(200))).isEmpty();
        assertThat(left(100, 100, 400, Optional.of(200))).contains(Duration.ZERO);
    }
}
