package io.contactsync.http.flight;

/**
 * How many calls at once are useful to a service without a limit: tries whether more of them bring more answers a
 * second.
 *
 * <p>It doubles as long as that brings a tenth more, and else goes back, rests for a while and tries half as much
 * again. Beyond {@link AutoInFlight#USUAL} two fifths of what could be gained must be gained, and still be gained
 * beside a second look at how it was before: a service that is far away gives that, one that has no more to give gives
 * only what Java gains by getting warm. And there it tries fewer, too, and stays where that costs nothing.
 */
final class Widening {

    private static final int MAX_EPOCH_ANSWERS = 256;
    private static final int ANSWERS_PER_CALL = 8;
    private static final int MAX_REST_EPOCHS = 64;
    private static final long MIN_EPOCH_NANOS = 50_000_000;

    private int limit = AutoInFlight.INITIAL;
    private int baseline = AutoInFlight.INITIAL;
    private double baselineRate;
    private double growth = 2;
    private boolean tryLowerNext;

    /** A larger size that did well, while the old one is looked at again; else 0. */
    private int candidate;

    private double candidateRate;
    private int restEpochs;
    private int nextRestEpochs = 4;

    private long epochStartedAt;
    private int answers;
    private int fullAnswers;

    /** So many answers still are to calls that went out beside as many as before. */
    private int answersToIgnore;

    /**
     * Learns from an answer.
     *
     * @param now when it was there, nanoseconds
     * @param crowd how many calls were on the wire when it was sent, with itself
     * @return how many are useful now
     */
    int recordAnswer(long now, int crowd) {
        if (answersToIgnore > 0) {
            answersToIgnore--;
            return limit;
        }
        if (answers == 0) {
            epochStartedAt = now;
            fullAnswers = 0;
        }
        answers++;
        fullAnswers += 5L * crowd >= 4L * limit ? 1 : 0;
        if (answers > Math.max(limit, Math.min(MAX_EPOCH_ANSWERS, ANSWERS_PER_CALL * limit)) && now - epochStartedAt >= MIN_EPOCH_NANOS) {
            double rate = (answers - 1.0) / (now - epochStartedAt);
            boolean full = fullAnswers * 10L >= answers * 8L;
            answers = 0;
            if (full) {
                int before = limit;
                evaluate(rate);
                answersToIgnore = limit == before ? 0 : Math.max(before, limit);
            }
        }
        return limit;
    }

    /** An epoch in which the room was used up tells whether more of it, or less, would do better. */
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
        } else if (limit > AutoInFlight.SOFT_MAX) {
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
        limit = (int) Math.min(AutoInFlight.MAX, growth * baseline);
    }

    private void revert() {
        limit = baseline;
        growth = 1.5;
        restEpochs = nextRestEpochs;
        nextRestEpochs = Math.min(MAX_REST_EPOCHS, 2 * nextRestEpochs);
    }

    private void tryAnother() {
        boolean down = tryLowerNext && baseline > AutoInFlight.SOFT_MAX;
        tryLowerNext = !down;
        limit = down
                ? (int) Math.max(AutoInFlight.SOFT_MAX, baseline / growth)
                : (int) Math.min(AutoInFlight.MAX, growth * baseline);
    }

    /** By what factor the larger of two sizes must do better. */
    private static double requiredGain(int larger, int smaller) {
        double share = larger > AutoInFlight.SOFT_MAX ? 0.4 : 0.1;
        return 1 + share * ((double) larger / smaller - 1);
    }
}
