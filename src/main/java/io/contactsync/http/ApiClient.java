package io.contactsync.http;

import io.contactsync.http.flight.AutoInFlight;
import io.contactsync.http.pace.Pacing;
import io.contactsync.http.pace.RateLimiter;
import io.contactsync.http.pace.Ticker;
import io.contactsync.http.retry.OutageWatch;
import io.contactsync.http.wire.PacedWire;
import io.contactsync.http.wire.Wire;
import io.contactsync.http.wire.Wire.Limits;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/** A client of one server with one token: sends calls as fast as the limit allows, and no faster. Safe for threads. */
public final class ApiClient implements AutoCloseable {

    private final ApiOptions options;
    private final CallCounts counts;
    private final StopSignal stop;
    private final Ticker ticker;
    private final OutageWatch circuitBreaker;
    private final PacedWire transport;
    private final Runnable removeExpiryAction;
    private final AtomicReference<@Nullable Supplier<RunEnded>> endReason = new AtomicReference<>();

    ApiClient(ApiOptions options, CallCounts counts, StopSignal stop, OkHttpClient.Builder builder) {
        this.options = options;
        this.counts = counts;
        this.stop = stop;
        this.ticker = options.clocks().ticker();
        this.circuitBreaker = new OutageWatch(
                options.retry().outage(), ticker, options.clocks().random());
        this.transport = createTransport(options, builder);
        this.removeExpiryAction = stop.whenExpired(this::cancelCalls);
    }

    /**
     * Opens a client; nothing is sent.
     *
     * @param options whose client it is, and how it behaves
     * @param counts where its calls are counted
     * @param stop when the run has to stop
     * @return the client, to be closed when no call is under way
     * @throws java.io.UncheckedIOException when the pace file cannot be used
     */
    public static ApiClient open(ApiOptions options, CallCounts counts, StopSignal stop) {
        return new ApiClient(options, counts, stop, Wire.builder(options.baseUrl()));
    }

    private static PacedWire createTransport(ApiOptions options, OkHttpClient.Builder builder) {
        ApiOptions.Timeouts times = options.timeouts();
        ApiOptions.Clocks clocks = options.clocks();
        Pacing pacing = clocks.rateWindow().withMaxCallDuration(times.call());
        Integer fixed = options.inFlight() instanceof InFlight.Fixed number ? number.calls() : null;
        int connections = fixed == null ? AutoInFlight.MAX : fixed;
        Limits limits = new Limits(times.connect(), times.read(), times.call(), times.maxBodyBytes(), connections);
        Wire wire = new Wire(limits, options.token(), clocks.wallClock(), builder);
        if (options.rate() instanceof Rate.PerMinute limit) {
            RateLimiter pace = RateLimiter.shared(
                    limit.available(), Objects.requireNonNull(options.rateLimiterFile()), clocks.ticker(), pacing);
            AutoInFlight auto = AutoInFlight.limited(limit.available(), pacing);
            return new PacedWire(options.name(), wire, pace, fixed, auto, clocks.ticker());
        }
        RateLimiter pace = RateLimiter.unlimited(clocks.ticker(), pacing);
        return new PacedWire(options.name(), wire, pace, fixed, AutoInFlight.unlimited(), clocks.ticker());
    }

    /**
     * Sends a call, and again where that helps; waits for room, permits, pauses and outages.
     *
     * @param call what to ask
     * @return what became of it
     * @throws RunEnded when nothing can be sent any more; a call that must not be done twice may then have been done
     * @throws IllegalArgumentException when the URL is of another origin, or the kind is not counted
     */
    public Reply send(ApiCall call) {
        return newExecution(call).execute();
    }

    /** A call on its way, checked but not sent. */
    Sending newExecution(ApiCall call) {
        HttpUrl base = options.baseUrl();
        HttpUrl url = call.url();
        if (!url.scheme().equals(base.scheme()) || !url.host().equals(base.host()) || url.port() != base.port()) {
            throw new IllegalArgumentException(options.name() + ": the token goes to its own server only");
        }
        counts.indexOf(call.kind());
        return new Sending(this, call);
    }

    /** {@return the server's address; build on it with {@code newBuilder().addPathSegment(...)}} */
    public HttpUrl baseUrl() {
        return options.baseUrl();
    }

    /** How many calls at once are useful now, 1 or more; more than that would only wait. */
    public int inFlightLimit() {
        return transport.queue().limit();
    }

    /**
     * How many pieces of work are useful at once now, 1 or more: as many as calls; without a limit no less than 64, as
     * some write down what came of theirs.
     */
    public int workerLimit() {
        int calls = inFlightLimit();
        return options.rate() instanceof Rate.Unlimited ? Math.max(AutoInFlight.SOFT_MAX, calls) : calls;
    }

    /** {@return what the client can say of itself now} */
    public ClientFigures metrics() {
        long now = ticker.nanoTime();
        Optional<Integer> configured =
                options.rate() instanceof Rate.PerMinute limit ? Optional.of(limit.available()) : Optional.empty();
        return new ClientFigures(
                options.name(),
                transport.rateLimiter()
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
                transport.metrics().intervalCalls(now));
    }

    ApiOptions options() {
        return options;
    }

    CallCounts counts() {
        return counts;
    }

    StopSignal stop() {
        return stop;
    }

    OutageWatch circuitBreaker() {
        return circuitBreaker;
    }

    PacedWire transport() {
        return transport;
    }

    /** Throws when nothing can be sent any more. */
    void throwIfEnded() {
        Supplier<RunEnded> reason = endReason.get();
        if (reason != null) {
            throw reason.get();
        }
        if (stop.isExpired()) {
            throw new RunEnded.Stopped(options.name() + ": the run was asked to stop");
        }
        if (stop.budgetExhausted()) {
            throw new RunEnded.Stopped(options.name() + ": the calls of this run are spent");
        }
    }

    /** Whether nothing may go out any more although its permit is paid. */
    boolean mustNotSend() {
        return endReason.get() != null || stop.isExpired();
    }

    private void cancelCalls() {
        transport.cancelAll();
        circuitBreaker.wakeWaiters();
    }

    /** Ends the client for all who use it, those who wait at once. */
    RunEnded end(Supplier<RunEnded> reason) {
        endReason.compareAndSet(null, reason);
        transport.queue().wakeWaiters();
        circuitBreaker.wakeWaiters();
        return reason.get();
    }

    /** Closes the connections and lets the pace file go. */
    @Override
    public void close() {
        removeExpiryAction.run();
        transport.close();
    }
}
