package io.contactsync.http;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A snapshot of a client's metrics.
 *
 * @param name the client's name
 * @param callsLastMinute calls in the current window of the rate limit: those of all processes that share the token,
 *     including a previous run; without a limit the calls of this client in the last minute
 * @param configuredLimit calls per minute available to us; empty if unlimited
 * @param currentLimit calls per minute in use now; lower than configured while the server answers 429 repeatedly; empty
 *     if unlimited
 * @param callsInFlight calls that are being sent or waiting for a response
 * @param inFlightLimit the number of concurrent calls that is useful now
 * @param pausedFor remaining pause after a 429; zero if there is none
 * @param failingFor how long all attempts have failed; zero if the last one succeeded
 * @param latency response times
 * @param callsOverTime attempts since the client was opened
 */
public record ClientMetrics(
        String name,
        long callsLastMinute,
        Optional<Integer> configuredLimit,
        Optional<Integer> currentLimit,
        int callsInFlight,
        int inFlightLimit,
        Duration pausedFor,
        Duration failingFor,
        Latency latency,
        CallsOverTime callsOverTime) {

    /**
     * The response times.
     *
     * @param count the number of responses
     * @param p50 the median; {@code p90}, {@code p95} and {@code p99} are further percentiles
     */
    public record Latency(long count, Duration p50, Duration p90, Duration p95, Duration p99, Duration max) {}

    /**
     * The number of calls in consecutive intervals since the client was opened.
     *
     * @param interval the length of each interval
     * @param calls the calls in each interval
     */
    public record CallsOverTime(Duration interval, List<Long> calls) {}
}
