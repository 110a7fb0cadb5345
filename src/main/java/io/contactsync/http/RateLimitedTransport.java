package io.contactsync.http;

import io.contactsync.http.AttemptResult.Answered;
import io.contactsync.http.AttemptResult.Delivery;
import io.contactsync.http.AttemptResult.NoResponse;
import io.contactsync.http.HttpTransport.AttemptListener;
import io.contactsync.http.ratelimit.RateLimiter;
import io.contactsync.http.ratelimit.RateLimiter.Permit;
import io.contactsync.http.ratelimit.Ticker;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends attempts within the limits: each needs a free slot and a permit, and each is measured. */
final class RateLimitedTransport implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(RateLimitedTransport.class);

    private final String name;
    private final HttpTransport transport;
    private final RateLimiter rateLimiter;
    private final CallQueue queue;
    private final @Nullable AdaptiveConcurrency adaptive;
    private final Ticker ticker;
    private final TransportMetrics metrics;
    private final AtomicInteger callsInFlight = new AtomicInteger();
    private volatile boolean warnedAboutLoweredLimit;

    /**
     * Adds the limits to a transport.
     *
     * @param name the client's name in messages
     * @param transport the transport; closed with this object
     * @param rateLimiter the rate limiter; closed with this object
     * @param fixedLimit the number of concurrent calls if it is fixed, else null
     * @param adaptive determines the number of concurrent calls if it is not fixed
     */
    public RateLimitedTransport(
            String name,
            HttpTransport transport,
            RateLimiter rateLimiter,
            @Nullable Integer fixedLimit,
            AdaptiveConcurrency adaptive,
            Ticker ticker) {
        this.name = name;
        this.transport = transport;
        this.rateLimiter = rateLimiter;
        this.adaptive = fixedLimit == null ? adaptive : null;
        this.queue = new CallQueue(fixedLimit == null ? AdaptiveConcurrency.INITIAL : fixedLimit, ticker);
        this.ticker = ticker;
        this.metrics = new TransportMetrics(ticker.nanoTime());
    }

    /**
     * Sends a request once, after waiting for a free slot and a permit.
     *
     * @param holdOff checked before a permit is taken; true makes the call return without one
     * @param check throws if waiting has become pointless
     * @return the result; empty if held off
     * @throws InterruptedException if interrupted while waiting
     */
    public Optional<AttemptResult> send(
            TransportRequest request, BooleanSupplier holdOff, Runnable check, AttemptListener listener)
            throws InterruptedException {
        queue.enter(check);
        try {
            Optional<Permit> permit = queue.awaitPermit(rateLimiter, holdOff, check);
            if (permit.isEmpty()) {
                return Optional.empty();
            }
            int concurrency = callsInFlight.incrementAndGet();
            long startedAt = ticker.nanoTime();
            AttemptResult result = new NoResponse("the call failed", Delivery.MAYBE_SENT);
            try {
                result = transport.send(request, listener);
            } finally {
                callsInFlight.decrementAndGet();
                recordResult(permit.get(), result, startedAt, concurrency);
                listener.completed(result);
            }
            return Optional.of(result);
        } finally {
            queue.exit();
        }
    }

    private void recordResult(Permit permit, AttemptResult result, long startedAt, int concurrency) {
        if (result instanceof Answered answered) {
            long now = ticker.nanoTime();
            metrics.recordLatency(now - startedAt);
            if (adaptive != null) {
                synchronized (adaptive) {
                    queue.setLimit(adaptive.recordResponse(now, now - startedAt, concurrency));
                }
            }
            if (answered.status() == 429 && rateLimiter.throttled(permit, answered.usableRetryAfter())) {
                warnAboutLoweredLimit();
            }
            rateLimiter.answered(permit);
        } else if (result instanceof NoResponse noResponse && noResponse.delivery() == Delivery.NOT_SENT) {
            rateLimiter.unsent(permit);
        } else {
            rateLimiter.lost(permit);
        }
    }

    private void warnAboutLoweredLimit() {
        if (!warnedAboutLoweredLimit) {
            warnedAboutLoweredLimit = true;
            log.warn(
                    "{}: the server keeps answering 429 although the limit is kept. Either it accepts fewer of these calls"
                            + " than calls-per-minute says, or another program uses the same token (set a reserve for"
                            + " it). Sending fewer calls for now.",
                    name);
        }
    }

    /** {@return the queue; callers can also wait for backoff delays in it} */
    public CallQueue queue() {
        return queue;
    }

    /** {@return the rate limiter} */
    public RateLimiter rateLimiter() {
        return rateLimiter;
    }

    /** {@return the metrics} */
    public TransportMetrics metrics() {
        return metrics;
    }

    /** {@return the number of calls being sent or waiting for a response} */
    public int callsInFlight() {
        return callsInFlight.get();
    }

    /** Cancels all calls in flight and makes all waiting calls run their check. */
    public void cancelAll() {
        transport.cancelAll();
        queue.wakeWaiters();
    }

    @Override
    public void close() {
        transport.close();
        rateLimiter.close();
    }
}
