package io.contactsync.http.pace;

import java.time.Duration;

/**
 * The lengths of time that the limiter's argument in {@link Slots} rests on.
 *
 * @param window what the limit is counted over
 * @param guard added to the window: two clocks that each run up to 500 ppm off (the most that NTP slews) differ by 60
 *     ms in 60 s, and 40 ms are left for a server's rounding
 * @param lost added for a call without an answer: so long after we gave up it may still arrive
 * @param longestCall after which a call is over, whatever happened
 */
public record Pacing(Duration window, Duration guard, Duration lostCallMargin, Duration maxCallDuration) {

    /** What a limit per minute needs: 60 s, 100 ms, 5 s, and 10 minutes as the longest call that may be set. */
    public static final Pacing MINUTE =
            new Pacing(Duration.ofSeconds(60), Duration.ofMillis(100), Duration.ofSeconds(5), Duration.ofMinutes(10));

    /**
     * The same with another time after which a call is over.
     *
     * @param longestCall that time
     * @return a changed copy
     */
    public Pacing withMaxCallDuration(Duration longestCall) {
        return new Pacing(window, guard, lostCallMargin, longestCall);
    }

    long nanosAfterAnswer() {
        return window.plus(guard).toNanos();
    }

    long nanosAfterLoss() {
        return nanosAfterAnswer() + lostCallMargin.toNanos();
    }

    long leaseNanos() {
        return nanosAfterLoss() + maxCallDuration.toNanos();
    }
}
