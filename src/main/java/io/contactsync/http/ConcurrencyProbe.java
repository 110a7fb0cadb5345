package io.contactsync.http;

/**
 * Finds the useful number of concurrent calls for a service without a rate limit by testing whether more of them give a
 * higher throughput.
 *
 * <p>It doubles the number as long as the throughput rises by at least a tenth of the increase. Otherwise it reverts,
 * rests for some epochs and then tries one and a half times the number. Above {@link AdaptiveConcurrency#SOFT_MAX} the
 * throughput must rise by two fifths of the increase, and the gain must hold against a second measurement of the old
 * number: a service with a high latency passes this test, a saturated one shows only the gain from JVM warm-up. In that
 * range it also tries lower numbers and keeps them if the throughput does not suffer.
 */
final class ConcurrencyProbe {

    private static final int MAX_EPOCH_RESPONSES = 256;
    private static final int EPOCH_RESPONSES_PER_CALL = 8;
    private static final int MAX_REST_EPOCHS = 64;
    private static final long MIN_EPOCH_NANOS = 50_000_000;

    private int limit = AdaptiveConcurrency.INITIAL;
    private int baseline = AdaptiveConcurrency.INITIAL;
    private double baselineRate;
    private double growth = 2;
    private boolean tryLowerNext;

    /** A higher limit that did well, kept while the old one is measured again; otherwise 0. */
    private int candidate;

    private double candidateRate;
    private int restEpochs;
    private int nextRestEpochs = 4;

    private long epochStartedAt;
    private int responses;
    private int responsesAtLimit;

    /** The number of responses to ignore because their calls were sent under the previous limit. */
    private int responsesToIgnore;

    /**
     * Records a response.
     *
     * @param now when the response arrived, in nanoseconds
     * @param concurrency calls in flight when this one was sent, including itself
     * @return how many concurrent calls are useful now
     */
    int recordResponse(long now, int concurrency) {
        if (responsesToIgnore > 0) {
            responsesToIgnore--;
            return limit;
        }
        if (responses == 0) {
            epochStartedAt = now;
            responsesAtLimit = 0;
        }
        responses++;
        responsesAtLimit += 5L * concurrency >= 4L * limit ? 1 : 0;
        if (responses > Math.max(limit, Math.min(MAX_EPOCH_RESPONSES, EPOCH_RESPONSES_PER_CALL * limit))
                && now - epochStartedAt >= MIN_EPOCH_NANOS) {
            double rate = (responses - 1.0) / (now - epochStartedAt);
            boolean full = responsesAtLimit * 10L >= responses * 8L;
            responses = 0;
            if (full) {
                int before = limit;
                evaluate(rate);
                responsesToIgnore = limit == before ? 0 : Math.max(before, limit);
            }
        }
        return limit;
    }

    /** Evaluates an epoch in which the limit was fully used: decides whether a higher or a lower limit is better. */
    private void evaluate(double rate) {
        if (candidate > 0) {
            confirmCandidate(rate);
        } else if (limit > baseline) {
            evaluateHigher(rate);
        } else if (limit < baseline) {
            evaluateLower(rate);
        } else {
            baselineRate = rate;
            if (restEpochs > 0) {
                restEpochs--;
            } else {
                tryAnother();
            }
        }
    }

    private void evaluateHigher(double rate) {
        if (rate < baselineRate * requiredGain(limit, baseline)) {
            revert();
        } else if (limit > AdaptiveConcurrency.SOFT_MAX) {
            candidate = limit;
            candidateRate = rate;
            limit = baseline;
        } else {
            accept(limit, rate);
        }
    }

    private void confirmCandidate(double rate) {
        int tried = candidate;
        candidate = 0;
        if (candidateRate < rate * requiredGain(tried, baseline)) {
            revert();
        } else {
            accept(tried, candidateRate);
        }
    }

    private void evaluateLower(double rate) {
        if (baselineRate < rate * requiredGain(baseline, limit)) {
            baseline = limit;
            baselineRate = rate;
        } else {
            revert();
        }
    }

    private void accept(int better, double rate) {
        baseline = better;
        baselineRate = rate;
        limit = (int) Math.min(AdaptiveConcurrency.MAX, growth * baseline);
    }

    private void revert() {
        limit = baseline;
        growth = 1.5;
        restEpochs = nextRestEpochs;
        nextRestEpochs = Math.min(MAX_REST_EPOCHS, 2 * nextRestEpochs);
    }

    private void tryAnother() {
        boolean down = tryLowerNext && baseline > AdaptiveConcurrency.SOFT_MAX;
        tryLowerNext = !down;
        limit = down
                ? (int) Math.max(AdaptiveConcurrency.SOFT_MAX, baseline / growth)
                : (int) Math.min(AdaptiveConcurrency.MAX, growth * baseline);
    }

    /** The factor by which the throughput of the larger limit must exceed that of the smaller one. */
    private static double requiredGain(int larger, int smaller) {
        double share = larger > AdaptiveConcurrency.SOFT_MAX ? 0.4 : 0.1;
        return 1 + share * ((double) larger / smaller - 1);
    }
}
