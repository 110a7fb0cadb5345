package io.contactsync.http.ratelimit;

import io.contactsync.support.BootId;
import java.time.Duration;

/**
 * The durations on which the rate limiter's guarantee in {@link Slots} is based.
 *
 * @param window the time over which the limit is counted
 * @param guard added to the window. Two clocks that each are off by up to 500 ppm (the most that NTP slews) differ by
 *     60 ms in 60 s; the other 40 ms allow for rounding in the server
 * @param lostCallMargin how long after a call was given up without a response it may still arrive at the server
 * @param maxCallDuration the maximum duration of a call, whatever its result
 */
public record RateWindow(Duration window, Duration guard, Duration lostCallMargin, Duration maxCallDuration) {

    /** For a limit per minute: 60 s, 100 ms, 5 s, and 10 minutes as the longest call timeout that can be set. */
    public static final RateWindow MINUTE = new RateWindow(
            Duration.ofSeconds(60), Duration.ofMillis(100), Duration.ofSeconds(5), Duration.ofMinutes(10));

    /** {@return a copy with another maximum duration of a call} */
    public RateWindow withMaxCallDuration(Duration maxCallDuration) {
        return new RateWindow(window, guard, lostCallMargin, maxCallDuration);
    }

    /**
     * When calls from before this boot no longer count. They arrived before the boot, and CLOCK_MONOTONIC counts from
     * it. If the boot is unknown, they are assumed to have arrived now.
     */
    long earlierCallsExpireAt(BootId boot, long now) {
        return boot.isKnown() && now > 0
                ? Math.min(now, lostCallMargin.toNanos()) + nanosAfterAnswer()
                : now + nanosAfterAnswer();
    }

    long nanosAfterAnswer() {
        return window.plus(guard).toNanos();
    }

    long nanosAfterLoss() {
        return nanosAfterAnswer() + lostCallMargin.toNanos();
    }

    /** The longest time for which a waiting client is told to wait although it could be its turn earlier. */
    long pollNanos() {
        return Math.min(Duration.ofMillis(250).toNanos(), window.toNanos() / 4);
    }

    /** How much later than announced a waiting client may ask again without being passed over. */
    long turnGraceNanos() {
        return Math.min(Duration.ofSeconds(1).toNanos(), window.toNanos() / 4);
    }

    long leaseNanos() {
        return nanosAfterLoss() + maxCallDuration.toNanos();
    }
}
