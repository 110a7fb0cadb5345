package io.contactsync.simulator.limit;

import java.time.Duration;

/**
 * A rate limit: so many calls in so long, by which window.
 *
 * @param capacity calls that may pass in one window; 0 means unlimited
 * @param length the window's length, more than zero
 * @param kind how the window is cut
 * @param rejectedCalls whether refused calls count
 * @param retryAfter whether a 429 carries Retry-After
 */
public record Limit(int capacity, Duration length, WindowKind kind, RejectedCalls rejectedCalls, boolean retryAfter) {

    public Limit {
        if (capacity < 0 || length.isNegative() || length.isZero()) {
            throw new IllegalArgumentException("a limit needs a capacity of 0 or more and a length above zero");
        }
    }

    /** {@return a limit of so many calls a minute, in a window opened by the first call, without Retry-After} */
    public static Limit perMinute(int capacity) {
        return new Limit(capacity, Duration.ofMinutes(1), WindowKind.FIRST_CALL, RejectedCalls.FREE, false);
    }

    /** {@return no limit} */
    public static Limit unlimited() {
        return perMinute(0);
    }

    public Limit withLength(Duration newLength) {
        return new Limit(capacity, newLength, kind, rejectedCalls, retryAfter);
    }

    public Limit withKind(WindowKind newKind) {
        return new Limit(capacity, length, newKind, rejectedCalls, retryAfter);
    }

    public Limit withRejectedCalls(RejectedCalls newRejectedCalls) {
        return new Limit(capacity, length, kind, newRejectedCalls, retryAfter);
    }

    public Limit withRetryAfter() {
        return new Limit(capacity, length, kind, rejectedCalls, true);
    }

    /** {@return a window of this limit in which no call was counted yet} */
    public Window open() {
        if (capacity == 0) {
            return new Unlimited();
        }
        return switch (kind) {
            case FIRST_CALL -> new FirstCallWindow(capacity, length.toNanos());
            case WALL_CLOCK -> new WallClockWindow(capacity, length.toNanos());
            case SLIDING -> new SlidingWindow(capacity, length.toNanos(), rejectedCalls);
        };
    }
}
