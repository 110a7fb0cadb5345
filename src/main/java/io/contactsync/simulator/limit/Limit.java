package io.contactsync.simulator.limit;

import java.time.Duration;

/**
 * A rate limit.
 *
 * @param capacity the number of calls admitted in one window; 0 means unlimited
 * @param length the length of the window, greater than zero
 * @param rejectedCalls whether rejected calls count against the limit
 * @param retryAfter whether a 429 response has a Retry-After header
 */
public record Limit(int capacity, Duration length, WindowKind kind, RejectedCalls rejectedCalls, boolean retryAfter) {

    public Limit {
        if (capacity < 0 || length.isNegative() || length.isZero()) {
            throw new IllegalArgumentException("a limit needs a capacity of at least 0 and a length greater than 0");
        }
    }

    /** {@return a limit per minute, with a window that starts with the first call and without Retry-After} */
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

    /** {@return an empty window of this limit} */
    public Window newWindow() {
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
