package io.contactsync.verify;

/**
 * What a random sample says of the whole: the exact upper bound of the hypergeometric distribution.
 *
 * <p>Of 100 checked contacts out of 10,000 none differs: with 95 % confidence at most 292 of the 10,000 do (2.9 %; the
 * rule of three says 3 %).
 */
final class ConfidenceBound {
    private static final double ERROR = 0.05;
    /** Logarithms give an exact 5 % a little above or below. */
    private static final double ROUNDING = 1e-9;

    private ConfidenceBound() {}

    /**
     * The most contacts of the whole that may differ, as far as a sample can tell with 95 % confidence.
     *
     * @param whole how many there are
     * @param checked how many of them were checked, drawn at random without repetition
     * @param differing how many of those differ
     * @return at least {@code differing}, at most {@code whole}
     */
    public static long upperBound(long whole, long checked, long differing) {
        long low = differing;
        long high = whole - (checked - differing);
        while (low < high) {
            long middle = low + (high - low + 1) / 2;
            if (chanceOfAtMost(differing, whole, middle, checked) >= ERROR - ROUNDING) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    /** The chance that a sample shows no more than so many, if so many of the whole differ. */
    private static double chanceOfAtMost(long shown, long whole, long differing, long checked) {
        double sum = 0;
        for (long k = Math.max(0, checked - (whole - differing)); k <= Math.min(shown, differing); k++) {
            sum += Math.exp(
                    logChoose(differing, k) + logChoose(whole - differing, checked - k) - logChoose(whole, checked));
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
