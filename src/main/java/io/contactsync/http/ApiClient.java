package io.contactsync.http;

import io.contactsync.http.HttpTransport.Limits;
import io.contactsync.http.ratelimit.RateLimiter;
import io.contactsync.http.ratelimit.RateWindow;
import io.contactsync.http.ratelimit.Ticker;
import io.contactsync.support.Redaction;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * A client for one server and one token. It sends calls as fast as the rate limit allows, retries them and reports the
 * result. Thread-safe.
 */
public final class ApiClient implements AutoCloseable {

    private final ApiClientOptions options;
    private final CallCounts counts;
    private final CancellationToken stop;
    private final Ticker ticker;
    private final CircuitBreaker circuitBreaker;
    private final RateLimitedTransport transport;
    private final Runnable removeExpiryAction;
    private final AtomicReference<@Nullable Supplier<FatalApiException>> endReason = new AtomicReference<>();

    ApiClient(ApiClientOptions options, CallCounts counts, CancellationToken stop, OkHttpClient.Builder builder) {
        this.options = options;
        this.counts = counts;
        this.stop = stop;
        this.ticker = options.clocks().ticker();
        this.circuitBreaker = new CircuitBreaker(
                options.retry().outage(), ticker, options.clocks().random());
        this.transport = createTransport(options, builder);
        this.removeExpiryAction = stop.whenExpired(this::cancelCalls);
    }

    /**
     * Opens a client. Nothing is sent.
     *
     * @param counts where the client's calls are counted
     * @param stop the cancellation token of the run
     * @return the client; close it when no call is in progress
     * @throws java.io.UncheckedIOException if the rate limiter's file cannot be used
     */
    public static ApiClient open(ApiClientOptions options, CallCounts counts, CancellationToken stop) {
        return new ApiClient(options, counts, stop, HttpTransport.builder(options.baseUrl()));
    }

    private static RateLimitedTransport createTransport(ApiClientOptions options, OkHttpClient.Builder builder) {
        ApiClientOptions.Timeouts timeouts = options.timeouts();
        ApiClientOptions.Clocks clocks = options.clocks();
        RateWindow rateWindow = clocks.rateWindow().withMaxCallDuration(timeouts.call());
        Integer fixedLimit = options.inFlight() instanceof InFlightLimit.Fixed fixed ? fixed.calls() : null;
        int connections = fixedLimit == null ? AdaptiveConcurrency.MAX : fixedLimit;
        Limits limits =
                new Limits(timeouts.connect(), timeouts.read(), timeouts.call(), timeouts.maxBodyBytes(), connections);
        HttpTransport transport = new HttpTransport(limits, options.token(), clocks.wallClock(), builder);
        if (options.rate() instanceof RateLimit.PerMinute limit) {
            RateLimiter rateLimiter = RateLimiter.shared(
                    limit.available(), Objects.requireNonNull(options.rateLimiterFile()), clocks.ticker(), rateWindow);
            AdaptiveConcurrency adaptive = AdaptiveConcurrency.limited(limit.available(), rateWindow);
            return new RateLimitedTransport(
                    options.name(), transport, rateLimiter, fixedLimit, adaptive, clocks.ticker());
        }
        RateLimiter rateLimiter = RateLimiter.unlimited(clocks.ticker(), rateWindow);
        return new RateLimitedTransport(
                options.name(), transport, rateLimiter, fixedLimit, AdaptiveConcurrency.unlimited(), clocks.ticker());
    }

    /**
     * Sends a call and retries it where that can help. Blocks until a slot and a permit are free, and during pauses,
     * backoffs and outages.
     *
     * @return the result of the call
     * @throws FatalApiException if nothing can be sent any more; a call that is not idempotent may then have been
     *     processed
     * @throws IllegalArgumentException if the URL has another origin or the kind is not counted
     */
    public ApiResult send(ApiRequest call) {
        return newExecution(call).execute();
    }

    /** Validates a call and returns its execution; nothing is sent yet. */
    CallExecution newExecution(ApiRequest call) {
        HttpUrl base = options.baseUrl();
        HttpUrl url = call.url();
        if (!url.scheme().equals(base.scheme()) || !url.host().equals(base.host()) || url.port() != base.port()) {
            throw new IllegalArgumentException(options.name() + ": the token may only be sent to its own server");
        }
        counts.indexOf(call.kind());
        return new CallExecution(this, call);
    }

    /** {@return the base URL of the server; build on it with {@code newBuilder().addPathSegment(...)}} */
    public HttpUrl baseUrl() {
        return options.baseUrl();
    }

    /** Replaces the token in a message of the server by {@code [token]}. */
    public String redactToken(String message) {
        return new Redaction().add(options.token(), "token").apply(message, Integer.MAX_VALUE);
    }

    /** {@return the number of concurrent calls that is useful now, 1 or more; further calls would only wait} */
    public int inFlightLimit() {
        return transport.queue().limit();
    }

    /**
     * Returns how many threads of work are useful now, 1 or more. With a rate limit this is the number of concurrent
     * calls. Without a limit it is at least 64, because some threads write their results while others call.
     */
    public int workerLimit() {
        int calls = inFlightLimit();
        return options.rate() instanceof RateLimit.Unlimited ? Math.max(AdaptiveConcurrency.SOFT_MAX, calls) : calls;
    }

    /** {@return the current metrics of this client} */
    public ClientMetrics metrics() {
        long now = ticker.nanoTime();
        Optional<Integer> configured =
                options.rate() instanceof RateLimit.PerMinute limit ? Optional.of(limit.available()) : Optional.empty();
        return new ClientMetrics(
                options.name(),
                transport
                        .rateLimiter()
                        .callsInWindow()
                        .map(Integer::longValue)
                        .orElseGet(() -> transport.metrics().callsLastMinute(now)),
                configured,
                transport.rateLimiter().currentLimit(),
                transport.callsInFlight(),
                inFlightLimit(),
                transport.rateLimiter().remainingPause(),
                circuitBreaker.outage().duration(),
                transport.metrics().latency(),
                transport.metrics().callsOverTime(now));
    }

    ApiClientOptions options() {
        return options;
    }

    CallCounts counts() {
        return counts;
    }

    CancellationToken stop() {
        return stop;
    }

    CircuitBreaker circuitBreaker() {
        return circuitBreaker;
    }

    RateLimitedTransport transport() {
        return transport;
    }

    /** Throws if nothing can be sent any more. */
    void throwIfEnded() {
        Supplier<FatalApiException> reason = endReason.get();
        if (reason != null) {
            throw reason.get();
        }
        if (stop.isExpired()) {
            throw new FatalApiException.Stopped(options.name() + ": the run was asked to stop");
        }
        if (stop.isBudgetExhausted()) {
            throw new FatalApiException.Stopped(options.name() + ": the call budget of this run is used up");
        }
    }

    /** Whether a request must not be sent even though it already has a permit. */
    boolean mustNotSend() {
        return endReason.get() != null || stop.isExpired();
    }

    private void cancelCalls() {
        transport.cancelAll();
        circuitBreaker.wakeWaiters();
    }

    /** Ends the client for all its users. Waiting calls end at once. */
    FatalApiException end(Supplier<FatalApiException> reason) {
        endReason.compareAndSet(null, reason);
        transport.queue().wakeWaiters();
        circuitBreaker.wakeWaiters();
        return reason.get();
    }

    /** Closes the connections and releases the rate limiter's file. */
    @Override
    public void close() {
        removeExpiryAction.run();
        transport.close();
    }
}
