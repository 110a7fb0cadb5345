package io.contactsync.http;

import io.contactsync.http.pace.Pacing;
import io.contactsync.http.pace.Ticker;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * What a client is opened with.
 *
 * @param name for messages: {@code HeyX channel support}
 * @param base the server's address; the token goes to its origin and nowhere else
 * @param token what the server knows us by: printable ASCII
 * @param rate how many calls it takes
 * @param paceFile where the token's pace is kept, in a directory that is there; its name must not tell the token. May
 *     be null only for an unlimited rate, which does not use it
 * @param inFlight how many calls at once
 * @param retry how long to go on trying
 * @param timeouts of a call
 * @param probe a cheap read that tells whether the service is there, when all that is left are calls that fail; null:
 *     the failing calls themselves are tried again
 * @param clocks time and dice
 */
public record ApiOptions(
        String name,
        HttpUrl baseUrl,
        String token,
        Rate rate,
        @Nullable Path rateLimiterFile,
        InFlight inFlight,
        RetryOptions retry,
        Timeouts timeouts,
        @Nullable Supplier<ApiCall> probe,
        Clocks clocks) {

    /**
     * Checks what a header and a limit need.
     *
     * @throws IllegalArgumentException when the token cannot stand in a header, or a limit has no pace file
     */
    public ApiOptions {
        if (token.isEmpty() || !token.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw new IllegalArgumentException(name + ": a token is printable ASCII without blanks");
        }
        if (rate instanceof Rate.PerMinute && rateLimiterFile == null) {
            throw new IllegalArgumentException(name + ": a limited rate needs a pace file");
        }
    }

    /**
     * Options with every default: calls in flight found by measuring, 5 attempts, 15 minutes of outage.
     *
     * @param name for messages
     * @param base the server's address
     * @param token what the server knows us by
     * @param rate how many calls it takes
     * @param paceFile where the token's pace is kept; null only for an unlimited rate
     * @return the options
     */
    public static ApiOptions of(String name, HttpUrl base, String token, Rate rate, @Nullable Path paceFile) {
        return new ApiOptions(
                name,
                base,
                token,
                rate,
                paceFile,
                new InFlight.Auto(),
                RetryOptions.DEFAULT,
                Timeouts.DEFAULT,
                null,
                Clocks.SYSTEM);
    }

    /**
     * The same with another number of calls at once.
     *
     * @param changed how many
     * @return a changed copy
     */
    public ApiOptions withInFlight(InFlight changed) {
        return new ApiOptions(name, baseUrl, token, rate, rateLimiterFile, changed, retry, timeouts, probe, clocks);
    }

    /**
     * The same with other retries.
     *
     * @param changed how long to go on trying
     * @return a changed copy
     */
    public ApiOptions withRetry(RetryOptions changed) {
        return new ApiOptions(name, baseUrl, token, rate, rateLimiterFile, inFlight, changed, timeouts, probe, clocks);
    }

    /**
     * The same with other times.
     *
     * @param changed of a call
     * @return a changed copy
     */
    public ApiOptions withTimeouts(Timeouts changed) {
        return new ApiOptions(name, baseUrl, token, rate, rateLimiterFile, inFlight, retry, changed, probe, clocks);
    }

    /**
     * The same with a probe.
     *
     * @param changed a cheap read, of a kind that is counted
     * @return a changed copy
     */
    public ApiOptions withProbe(Supplier<ApiCall> changed) {
        return new ApiOptions(name, baseUrl, token, rate, rateLimiterFile, inFlight, retry, timeouts, changed, clocks);
    }

    /**
     * The same in another time.
     *
     * @param changed time and dice
     * @return a changed copy
     */
    public ApiOptions withClocks(Clocks changed) {
        return new ApiOptions(name, baseUrl, token, rate, rateLimiterFile, inFlight, retry, timeouts, probe, changed);
    }

    @Override
    public String toString() {
        return "ApiOptions[" + name + "]";
    }

    /**
     * How long to go on trying.
     *
     * @param attempts tries of a call while others succeed, 1 or more
     * @param outage how long nothing may succeed; zero: not at all
     */
    public record RetryOptions(int attempts, Duration outage) {
        /** 5 attempts, 15 minutes. */
        public static final RetryOptions DEFAULT = new RetryOptions(5, Duration.ofMinutes(15));

        /**
         * Checks the number.
         *
         * @throws IllegalArgumentException when there is no attempt
         */
        public RetryOptions {
            if (attempts < 1) {
                throw new IllegalArgumentException("a call has at least one attempt");
            }
        }
    }

    /**
     * How long a call may take, and how much it may bring.
     *
     * @param connect for a connection, with TLS
     * @param read between two pieces of an answer
     * @param call for the whole call, at most 10 minutes
     * @param mostBytes of an answer's body
     */
    public record Timeouts(Duration connect, Duration read, Duration call, long maxBodyBytes) {
        /** 10 s, 30 s, 60 s, 8 MB. */
        public static final Timeouts DEFAULT =
                new Timeouts(Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofSeconds(60), 8 << 20);

        /**
         * Checks the whole call's time, which a permit's lease must outlast.
         *
         * @throws IllegalArgumentException when it is not 1 ms to 10 minutes
         */
        public Timeouts {
            if (call.toMillis() < 1 || call.compareTo(Pacing.MINUTE.maxCallDuration()) > 0) {
                throw new IllegalArgumentException("a call takes at most 10 minutes");
            }
        }
    }

    /**
     * Time and dice, handed in so that tests need not wait.
     *
     * @param ticker monotonic time
     * @param wall the wall clock, only for a {@code Retry-After} date in an answer without {@code Date}
     * @param random the dice of the backoff; safe for threads
     * @param pacing the window of the limit
     */
    public record Clocks(Ticker ticker, InstantSource wallClock, RandomGenerator random, Pacing rateWindow) {
        /** The machine's. */
        public static final Clocks SYSTEM = new Clocks(
                Ticker.system(),
                InstantSource.system(),
                () -> ThreadLocalRandom.current().nextLong(),
                Pacing.MINUTE);
    }
}
