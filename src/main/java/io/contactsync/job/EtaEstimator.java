package io.contactsync.job;

import java.time.Duration;
import java.util.Optional;

/**
 * Estimates the remaining time of a channel from the calls that its remaining contacts need and its current call rate.
 * Assumes that they need as many calls per contact as those so far, so that the mix of outcomes stays the same.
 */
final class EtaEstimator {

    /** With fewer contacts the mix of outcomes is not representative. */
    private static final long MIN_CONTACTS = 20;

    private static final double MILLIS_PER_MINUTE = 60_000;

    private EtaEstimator() {}

    /**
     * The work that a channel has done.
     *
     * @param read contacts synced in all executions of the run
     * @param calls calls made for them
     * @param readInExecution contacts synced in this execution
     * @param callsInExecution calls made in this execution
     * @param duration how long this execution has run
     * @param limit calls per minute; empty if there is no limit
     */
    record Done(
            long read,
            long calls,
            long readInExecution,
            long callsInExecution,
            Duration duration,
            Optional<Integer> limit) {}

    /**
     * Estimates the remaining time.
     *
     * @param contacts the total number of contacts
     * @return empty if too little is done for an estimate, or more than the total
     */
    static Optional<Duration> estimate(long contacts, Done done) {
        long rest = contacts - done.read();
        if (rest == 0) {
            return Optional.of(Duration.ZERO);
        }
        if (rest < 0 || done.readInExecution() < MIN_CONTACTS || done.duration().isZero()) {
            return Optional.empty();
        }
        double callsNeeded = rest * ((double) done.calls() / done.read());
        double minutes = done.duration().toMillis() / MILLIS_PER_MINUTE;
        double left = callsNeeded == 0 || done.callsInExecution() == 0
                ? rest / (done.readInExecution() / minutes)
                : callsNeeded / rate(done, minutes);
        return Optional.of(Duration.ofMillis(Math.round(left * MILLIS_PER_MINUTE)));
    }

    /** Calls per minute. The burst at the start of the first minute exceeds the limit, so the limit caps the rate. */
    private static double rate(Done done, double minutes) {
        double measured = done.callsInExecution() / minutes;
        return done.limit().map(limit -> Math.min(limit, measured)).orElse(measured);
    }
}
