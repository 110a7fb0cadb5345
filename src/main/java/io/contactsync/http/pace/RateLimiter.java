package io.contactsync.http.pace;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Says when a call may go out; every call that goes out pays one permit. */
public interface RateLimiter extends AutoCloseable {

    /** What asking for a permit gives. */
    sealed interface Acquisition {}

    /**
     * One call may go out now.
     *
     * @param slot where it is noted
     * @param holder who noted it
     * @param takenAt when, on the limiter's ticker
     */
    record Permit(int slot, long holder, long takenAt) implements Acquisition {}

    /**
     * None may.
     *
     * @param nanos ask again after so many nanoseconds, more than 0
     */
    record Wait(long nanos) implements Acquisition {}

    /**
     * Asks for a permit.
     *
     * @return one, or how long to wait
     */
    Acquisition tryAcquire();

    /**
     * The call was answered, with whatever status.
     *
     * @param permit its permit
     */
    void answered(Permit permit);

    /**
     * The call went out and its answer never came.
     *
     * @param permit its permit
     */
    void lost(Permit permit);

    /**
     * The call never went out: the permit is given back.
     *
     * @param permit its permit
     */
    void unsent(Permit permit);

    /**
     * The call was answered 429; to be told before {@link #answered}.
     *
     * @param permit its permit
     * @param pause how long the server asked to wait; empty: a full window
     * @return whether the limit is lowered because this goes on
     */
    boolean throttled(Permit permit, Optional<Duration> pause);

    /**
     * How long all calls of the token are paused after a 429.
     *
     * @return zero when they are not
     */
    Duration remainingPause();

    /**
     * How many calls count into the token's window now, whoever of those who share its pace has sent them.
     *
     * @return calls, those on the wire included; empty when unlimited
     */
    Optional<Integer> callsInWindow();

    /**
     * The limit that is kept now.
     *
     * @return calls a window; empty when unlimited
     */
    Optional<Integer> currentLimit();

    @Override
    void close();

    /**
     * A limiter for a service without a limit; it only knows pauses.
     *
     * @param ticker the time
     * @param pacing the window of a pause
     * @return a limiter of this process alone
     */
    static RateLimiter unlimited(Ticker ticker, Pacing pacing) {
        return new FreePace(ticker, pacing);
    }

    /**
     * A limiter shared by all that use the same file: threads, clients, processes, and the run after a crash.
     *
     * @param limit calls a window, 1 to 100,000
     * @param file where the token's state is kept; made with mode 0600 when it is not there, in a directory that is
     * @param ticker the time
     * @param pacing window and guard
     * @return a limiter
     * @throws java.io.UncheckedIOException when the file cannot be used
     */
    static RateLimiter shared(int limit, Path file, Ticker ticker, Pacing pacing) {
        return new TokenPace(limit, PaceFile.open(file, limit, ticker, pacing), ticker, pacing);
    }
}
