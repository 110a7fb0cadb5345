package io.contactsync.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;

class ConfidenceBoundTest {
    @Test
    void boundIsAboutThreePercentForHundredOfTenThousandWithoutDifference() {
        assertThat(ConfidenceBound.upperBound(10_000, 100, 0)).isBetween(285L, 300L);
    }

    @Test
    void boundIsExactIfAllAreChecked() {
        assertThat(ConfidenceBound.upperBound(50, 50, 0)).isZero();
        assertThat(ConfidenceBound.upperBound(50, 50, 7)).isEqualTo(7);
    }

    @Test
    void boundIsTheLargestNumberThatTheSampleDoesNotExclude() {
        for (int whole = 5; whole <= 60; whole += 11) {
            for (int checked = 1; checked <= whole; checked += 4) {
                for (int differing = 0; differing <= Math.min(2, checked); differing++) {
                    assertThat(ConfidenceBound.upperBound(whole, checked, differing))
                            .as("%d of %d, %d differ", checked, whole, differing)
                            .isEqualTo(counted(whole, checked, differing));
                }
            }
        }
    }

    /** The same bound, computed by counting samples with integers. */
    private static long counted(int whole, int checked, int differing) {
        long most = differing;
        for (int bad = differing; bad <= whole - (checked - differing); bad++) {
            BigInteger ways = BigInteger.ZERO;
            for (int k = 0; k <= differing; k++) {
                ways = ways.add(choose(bad, k).multiply(choose(whole - bad, checked - k)));
            }
            boolean likely = ways.multiply(BigInteger.valueOf(20)).compareTo(choose(whole, checked)) >= 0;
            most = likely ? bad : most;
        }
        return most;
    }

    private static BigInteger choose(int n, int k) {
        if (k < 0 || k > n) {
            return BigInteger.ZERO;
        }
        BigInteger ways = BigInteger.ONE;
        for (int i = 0; i < k; i++) {
            ways = ways.multiply(BigInteger.valueOf(n - i)).divide(BigInteger.valueOf(i + 1));
        }
        return ways;
    }
}
