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

    private static final int EPOCH_ANSWERS = 256;
    private static final int ANSWERS_EACH = 8;
    private static final int LONGEST_REST = 64;
    private static final long EPOCH_NANOS = 50_000_000;

    private int size = AutoInFlight.START;
    private int settled = AutoInFlight.START;
    private double settledRate;
    private double growth = 2;
    private boolean downIsNext;

    /** A larger size that did well, while the old one is looked at again; else 0. */
    private int promising;

    private double promisingRate;
    private int rest;
    private int nextRest = 4;

    private long epochBegan;
    private int answers;
    private int crowded;

    /** So many answers still are to calls that went out beside as many as before. */
    private int ofBefore;

    /**
     * Learns from an answer.
     *
     * @param now when it was there, nanoseconds
     * @param crowd how many calls were on the wire when it was sent, with itself
     * @return how many are useful now
     */
    int answered(long now, int crowd) {
        if (ofBefore > 0) {
            ofBefore--;
            return size;
        }
        if (answers == 0) {
            epochBegan = now;
            crowded = 0;
        }
        answers++;
        crowded += 5L * crowd >= 4L * size ? 1 : 0;
        if (answers > Math.max(size, Math.min(EPOCH_ANSWERS, ANSWERS_EACH * size)) && now - epochBegan >= EPOCH_NANOS) {
            double rate = (answers - 1.0) / (now - epochBegan);
            boolean full = crowded * 10L >= answers * 8L;
            answers = 0;
            if (full) {
                int before = size;
                weigh(rate);
                ofBefore = size == before ? 0 : Math.max(before, size);
            }
        }
        return size;
    }

    /** An epoch in which the room was used up tells whether more of it, or less, would do better. */
    private void weigh(double rate) {
        if (promising > 0) {
            lookAgain(rate);
        } else if (size > settled) {
            weighMore(rate);
        } else if (size < settled) {
            weighLess(rate);
        } else {
            settledRate = rate;
            if (rest > 0) {
                rest--;
            } else {
                tryAnother();
            }
        }
    }

    private void weighMore(double rate) {
        if (rate < settledRate * leastGain(size, settled)) {
            goBack();
        } else if (size > AutoInFlight.USUAL) {
            promising = size;
            promisingRate = rate;
            size = settled;
        } else {
            settle(size, rate);
        }
    }

    private void lookAgain(double rate) {
        int tried = promising;
        promising = 0;
        if (promisingRate < rate * leastGain(tried, settled)) {
            goBack();
        } else {
            settle(tried, promisingRate);
        }
    }

    private void weighLess(double rate) {
        if (settledRate < rate * leastGain(settled, size)) {
            settled = size;
            settledRate = rate;
        } else {
            goBack();
        }
    }

    private void settle(int better, double rate) {
        settled = better;
        settledRate = rate;
        size = (int) Math.min(AutoInFlight.MOST, growth * settled);
    }

    private void goBack() {
        size = settled;
        growth = 1.5;
        rest = nextRest;
        nextRest = Math.min(LONGEST_REST, 2 * nextRest);
    }

    private void tryAnother() {
        boolean down = downIsNext && settled > AutoInFlight.USUAL;
        downIsNext = !down;
        size = down
                ? (int) Math.max(AutoInFlight.USUAL, settled / growth)
                : (int) Math.min(AutoInFlight.MOST, growth * settled);
    }

    /** By what factor the larger of two sizes must do better. */
    private static double leastGain(int larger, int smaller) {
        double share = larger > AutoInFlight.USUAL ? 0.4 : 0.1;
        return 1 + share * ((double) larger / smaller - 1);
    }
}
