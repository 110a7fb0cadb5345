package io.contactsync.job;

import java.time.Duration;
import java.util.Optional;

/**
 * How long a channel still needs: the calls that its remaining contacts need, at the pace it keeps. Its contacts are
 * taken to need as many calls each as those so far, so the mix of outcomes is the one that this run has met.
 */
final class EtaEstimator {

    /** Before so many contacts their mix says nothing. */
    private static final long ENOUGH = 20;

    private static final double MILLIS_A_MINUTE = 60_000;

    private EtaEstimator() {}

    /**
     * What a channel has done.
     *
     * @param read contacts it has brought to an outcome, in all parts of the run
     * @param calls calls it has made for them
     * @param readInPart of the contacts those of this part
     * @param callsInPart of the calls those of this part
     * @param part how long this part has lasted
     * @param limit calls a minute; empty when there is no limit
     */
    public record Done(
            long read, long calls, long readInExecution, long callsInExecution, Duration duration, Optional<Integer> limit) {}

    /**
     * How long the rest will take.
     *
     * @param contacts how many contacts there are in all
     * @param done what is done
     * @return the time; empty when too little is done to tell, or more than there should be
     */
    public static Optional<Duration> estimate(long contacts, Done done) {
        long rest = contacts - done.read();
        if (rest == 0) {
            return Optional.of(Duration.ZERO);
        }
        if (rest < 0 || done.readInExecution() < ENOUGH || done.duration().isZero()) {
            return Optional.empty();
        }
        double callsNeeded = rest * ((double) done.calls() / done.read());
        double minutes = done.duration().toMillis() / MILLIS_A_MINUTE;
        double left = callsNeeded == 0 || done.callsInExecution() == 0
                ? rest / (done.readInExecution() / minutes)
                : callsNeeded / pace(done, minutes);
        return Optional.of(Duration.ofMillis(Math.round(left * MILLIS_A_MINUTE)));
    }

    /** Calls a minute. The first minute's are soon spent and say nothing about the next; the limit does. */
    private static double pace(Done done, double minutes) {
        double kept = done.callsInExecution() / minutes;
        return done.limit().map(limit -> Math.min(limit, kept)).orElse(kept);
    }
}
