package io.contactsync.http;

import io.contactsync.http.ratelimit.RateWindow;
import io.contactsync.http.ratelimit.Ticker;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * The configuration of a client.
 *
 * @param name the client's name in messages: {@code HeyX channel support}
 * @param baseUrl the server's address; the token is sent to this origin only
 * @param token the bearer token: printable ASCII
 * @param rate the rate limit
 * @param rateLimiterFile the file with the token's rate limiter state, in an existing directory. Its name must not
 *     reveal the token. May be null only for an unlimited rate, which does not use it
 * @param inFlight the number of concurrent calls
 * @param retry how long to retry
 * @param timeouts the limits of one call
 * @param probe a cheap read that shows whether the service is available when only failing calls are left; null to retry
 *     the failing calls themselves
 * @param clocks the sources of time and randomness
 */
public record ApiClientOptions(
        String name,
        HttpUrl baseUrl,
        String token,
        RateLimit rate,
        @Nullable Path rateLimiterFile,
        InFlightLimit inFlight,
        RetryOptions retry,
        Timeouts timeouts,
        @Nullable Supplier<ApiRequest> probe,
        Clocks clocks) {

    /**
     * Checks the token and the rate limit.
     *
     * @throws IllegalArgumentException if the token is not a valid header value, or a limited rate has no file
     */
    public ApiClientOptions {
        if (token.isEmpty() || !token.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw new IllegalArgumentException(name + ": a token must be printable ASCII without spaces");
        }
        if (rate instanceof RateLimit.PerMinute && rateLimiterFile == null) {
            throw new IllegalArgumentException(name + ": a limited rate needs a rate limiter file");
        }
    }

    /**
     * Options with all defaults: adaptive concurrency, 5 attempts, an outage of at most 15 minutes.
     *
     * @param rateLimiterFile the file with the token's rate limiter state; null only for an unlimited rate
     */
    public static ApiClientOptions of(
            String name, HttpUrl baseUrl, String token, RateLimit rate, @Nullable Path rateLimiterFile) {
        return new ApiClientOptions(
                name,
                baseUrl,
                token,
                rate,
                rateLimiterFile,
                new InFlightLimit.Auto(),
                RetryOptions.DEFAULT,
                Timeouts.DEFAULT,
                null,
                Clocks.SYSTEM);
    }

    /** {@return a copy with another number of concurrent calls} */
    public ApiClientOptions withInFlight(InFlightLimit changed) {
        return new ApiClientOptions(
                name, baseUrl, token, rate, rateLimiterFile, changed, retry, timeouts, probe, clocks);
    }

    /** {@return a copy with other retry options} */
    public ApiClientOptions withRetry(RetryOptions changed) {
        return new ApiClientOptions(
                name, baseUrl, token, rate, rateLimiterFile, inFlight, changed, timeouts, probe, clocks);
    }

    /** {@return a copy with other timeouts} */
    public ApiClientOptions withTimeouts(Timeouts changed) {
        return new ApiClientOptions(
                name, baseUrl, token, rate, rateLimiterFile, inFlight, retry, changed, probe, clocks);
    }

    /**
     * Returns a copy with a probe.
     *
     * @param changed supplies a cheap read whose kind is counted
     */
    public ApiClientOptions withProbe(Supplier<ApiRequest> changed) {
        return new ApiClientOptions(
                name, baseUrl, token, rate, rateLimiterFile, inFlight, retry, timeouts, changed, clocks);
    }

    /** {@return a copy with other sources of time and randomness} */
    public ApiClientOptions withClocks(Clocks changed) {
        return new ApiClientOptions(
                name, baseUrl, token, rate, rateLimiterFile, inFlight, retry, timeouts, probe, changed);
    }

    @Override
    public String toString() {
        return "ApiClientOptions[" + name + "]";
    }

    /**
     * How long to retry.
     *
     * @param attempts attempts for a call while other calls succeed, 1 or more
     * @param outage how long no call may succeed before the client gives up; zero to give up at once
     */
    public record RetryOptions(int attempts, Duration outage) {
        /** 5 attempts, 15 minutes. */
        public static final RetryOptions DEFAULT = new RetryOptions(5, Duration.ofMinutes(15));

        /**
         * Checks the range.
         *
         * @throws IllegalArgumentException if {@code attempts} is less than 1
         */
        public RetryOptions {
            if (attempts < 1) {
                throw new IllegalArgumentException("a call needs at least one attempt");
            }
        }
    }

    /**
     * How long a call may take and how large a response may be.
     *
     * @param connect for establishing a connection, including TLS
     * @param read between two reads from the connection
     * @param call for the whole call, 1 ms to 10 minutes
     * @param maxBodyBytes maximum size of a response body
     */
    public record Timeouts(Duration connect, Duration read, Duration call, long maxBodyBytes) {
        /** 10 s, 30 s, 60 s, 8 MB. */
        public static final Timeouts DEFAULT =
                new Timeouts(Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofSeconds(60), 8 << 20);

        /**
         * Checks the limit of the whole call; a permit's lease must be longer than the call.
         *
         * @throws IllegalArgumentException if {@code call} is not between 1 ms and 10 minutes
         */
        public Timeouts {
            if (call.toMillis() < 1 || call.compareTo(RateWindow.MINUTE.maxCallDuration()) > 0) {
                throw new IllegalArgumentException("the timeout of a call must be between 1 ms and 10 minutes");
            }
        }
    }

    /**
     * The sources of time and randomness; tests replace them so that they need not wait.
     *
     * @param ticker monotonic time
     * @param wallClock the wall clock, used only for a {@code Retry-After} date in a response without a {@code Date}
     * @param random the randomness of the backoff; thread-safe
     * @param rateWindow the window of the rate limit
     */
    public record Clocks(Ticker ticker, InstantSource wallClock, RandomGenerator random, RateWindow rateWindow) {
        /** The system's clocks. */
        public static final Clocks SYSTEM = new Clocks(
                Ticker.system(),
                InstantSource.system(),
                () -> ThreadLocalRandom.current().nextLong(),
                RateWindow.MINUTE);

        /** {@return a copy with another ticker} */
        public Clocks withTicker(Ticker changed) {
            return new Clocks(changed, wallClock, random, rateWindow);
        }
    }
}
