package io.contactsync.simulator.server;

import java.time.Duration;

/**
 * A rate limit.
 *
 * @param capacity the number of calls admitted in one window; 0 means unlimited
 * @param length the length of the window, greater than zero
 * @param rejectedCalls whether rejected calls count against the limit
 * @param retryAfter whether a 429 response has a Retry-After header
 */
public record CallLimit(
        int capacity, Duration length, WindowKind kind, RejectedCalls rejectedCalls, boolean retryAfter) {

    public CallLimit {
        if (capacity < 0 || length.isNegative() || length.isZero()) {
            throw new IllegalArgumentException("a limit needs a capacity of at least 0 and a length greater than 0");
        }
    }

    /** {@return a limit per minute, with a window that starts with the first call and without Retry-After} */
    public static CallLimit perMinute(int capacity) {
        return new CallLimit(capacity, Duration.ofMinutes(1), WindowKind.FIRST_CALL, RejectedCalls.FREE, false);
    }

    /** {@return no limit} */
    public static CallLimit unlimited() {
        return perMinute(0);
    }

    public CallLimit withLength(Duration newLength) {
        return new CallLimit(capacity, newLength, kind, rejectedCalls, retryAfter);
    }

    public CallLimit withKind(WindowKind newKind) {
        return new CallLimit(capacity, length, newKind, rejectedCalls, retryAfter);
    }

    public CallLimit withRejectedCalls(RejectedCalls newRejectedCalls) {
        return new CallLimit(capacity, length, kind, newRejectedCalls, retryAfter);
    }

    public CallLimit withRetryAfter() {
        return new CallLimit(capacity, length, kind, rejectedCalls, true);
    }

    /** {@return an empty window of this limit} */
    public LimitWindow newWindow() {
        if (capacity == 0) {
            return new UnlimitedWindow();
        }
        return switch (kind) {
            case FIRST_CALL -> new FirstCallWindow(capacity, length.toNanos());
            case WALL_CLOCK -> new WallClockWindow(capacity, length.toNanos());
            case SLIDING -> new SlidingWindow(capacity, length.toNanos(), rejectedCalls);
        };
    }

    /** Whether a call that is rejected because of the limit counts against the limit. */
    enum RejectedCalls {
        FREE,
        COUNTED
    }

    /** The kinds of rate limit windows that servers use (behaviour.md, "Kind of window"). */
    public enum WindowKind {
        /** Fixed, starting with the first call. */
        FIRST_CALL,
        /** Fixed, aligned to multiples of the length on the wall clock. */
        WALL_CLOCK,
        /** Ending at each call. */
        SLIDING
    }
}
