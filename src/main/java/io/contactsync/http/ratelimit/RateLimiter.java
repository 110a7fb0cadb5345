package io.contactsync.http.ratelimit;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Decides when a call may be sent. Every attempt needs one permit. */
public interface RateLimiter extends AutoCloseable {

    /** The result of a request for a permit. */
    sealed interface Acquisition {}

    /**
     * One call may be sent now.
     *
     * @param slot the slot that the call occupies
     * @param call the number of the call
     * @param takenAt when the permit was taken, in nanoseconds of the limiter's ticker
     */
    record Permit(int slot, long call, long takenAt) implements Acquisition {}

    /**
     * No call may be sent now.
     *
     * @param nanos nanoseconds until the next request makes sense, more than 0
     */
    record Wait(long nanos) implements Acquisition {}

    /** {@return a permit, or how long to wait before asking again} */
    Acquisition tryAcquire();

    /** Ends a permit: the call was answered, with whatever status. */
    void answered(Permit permit);

    /** Ends a permit: the call was sent but no response arrived. */
    void lost(Permit permit);

    /** Ends a permit: the call was never sent, so the permit is returned. */
    void unsent(Permit permit);

    /**
     * Records a 429 response; must be called before {@link #answered}.
     *
     * @param pause how long the server asked to wait; empty for a full window
     * @return whether the limit was lowered because 429 responses recur
     */
    boolean throttled(Permit permit, Optional<Duration> pause);

    /** {@return how long all calls of the token remain paused after a 429; zero if they are not} */
    Duration remainingPause();

    /**
     * Returns how many calls count towards this limiter's limit in the current window: those of all processes that
     * share its state, or only those of this process if others use a larger limit. Calls in flight are included. Empty
     * if unlimited.
     */
    Optional<Integer> callsInWindow();

    /** {@return the limit of this limiter that is in use now, in calls per window; empty if unlimited} */
    Optional<Integer> currentLimit();

    @Override
    void close();

    /** {@return a limiter for a service without a limit; it is private to this process and only keeps pauses} */
    static RateLimiter unlimited(Ticker ticker, RateWindow rateWindow) {
        return new UnlimitedRateLimiter(ticker, rateWindow);
    }

    /**
     * Creates a limiter shared by all users of the same file: threads, clients, processes, and the run after a crash.
     * Those that wait get their turn in the order of arrival.
     *
     * @param limit calls per window, 1 to 100,000. If limiters of the same file have different limits, the largest one
     *     of those in use is the limit of all together, and a smaller one that of its own process
     * @param file the file with the token's state; created with mode 0600 if missing, in an existing directory
     * @throws java.io.UncheckedIOException if the file cannot be used
     */
    static RateLimiter shared(int limit, Path file, Ticker ticker, RateWindow rateWindow) {
        return new SharedFileRateLimiter(
                limit, RateLimiterFile.open(file, limit, ticker, rateWindow), ticker, rateWindow);
    }
}
