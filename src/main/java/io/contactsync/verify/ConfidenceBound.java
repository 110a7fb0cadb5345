package io.contactsync.verify;

/**
 * The upper confidence bound for the whole population given a random sample: the exact bound of the hypergeometric
 * distribution.
 *
 * <p>Example: if none of 100 checked contacts out of 10,000 differs, then with 95 % confidence at most 292 of the
 * 10,000 differ (2.9 %; the rule of three gives 3 %).
 */
final class ConfidenceBound {
    private static final double ERROR = 0.05;
    /** Absorbs the rounding of logarithms. */
    private static final double ROUNDING = 1e-9;

    private ConfidenceBound() {}

    /**
     * The maximum number of contacts that differ, with 95 % confidence.
     *
     * @param total the number of all contacts
     * @param checked the number of checked contacts, drawn at random without replacement
     * @param differing the number of checked contacts that differ
     * @return at least {@code differing}, at most {@code total}
     */
    static long upperBound(long total, long checked, long differing) {
        long low = differing;
        long high = total - (checked - differing);
        while (low < high) {
            long middle = low + (high - low + 1) / 2;
            if (probabilityOfAtMost(differing, total, middle, checked) >= ERROR - ROUNDING) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    /** The probability that at most {@code shown} of a sample differ, if {@code differing} of all contacts do. */
    private static double probabilityOfAtMost(long shown, long total, long differing, long checked) {
        double sum = 0;
        for (long k = Math.max(0, checked - (total - differing)); k <= Math.min(shown, differing); k++) {
            sum += Math.exp(
                    logChoose(differing, k) + logChoose(total - differing, checked - k) - logChoose(total, checked));
        }
        return sum;
    }

    private static double logChoose(long n, long k) {
        return logFactorial(n) - logFactorial(k) - logFactorial(n - k);
    }

    private static double logFactorial(long n) {
        if (n < 32) {
            double product = 1;
            for (long i = 2; i <= n; i++) {
                product *= i;
            }
            return Math.log(product);
        }
        // Stirling's series: from 32 on its error is below 1e-11.
        double x = n;
        return x * Math.log(x) - x + 0.5 * Math.log(2 * Math.PI * x) + 1 / (12 * x) - 1 / (360 * x * x * x);
    }
}
