package io.contactsync.http.wire;

import io.contactsync.http.flight.AutoInFlight;
import io.contactsync.http.flight.Line;
import io.contactsync.http.pace.RateLimiter;
import io.contactsync.http.pace.RateLimiter.Permit;
import io.contactsync.http.pace.Ticker;
import io.contactsync.http.wire.Wire.AttemptListener;
import io.contactsync.http.wire.WireAnswer.Answered;
import io.contactsync.http.wire.WireAnswer.NoResponse;
import io.contactsync.http.wire.WireAnswer.Delivery;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A wire with its limits kept: no attempt goes out without room and a permit, and each is measured. */
public final class PacedWire implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(PacedWire.class);

    private final String name;
    private final Wire transport;
    private final RateLimiter rateLimiter;
    private final Line queue;
    private final @Nullable AutoInFlight adaptive;
    private final Ticker ticker;
    private final WireMeter metrics;
    private final AtomicInteger callsInFlight = new AtomicInteger();
    private volatile boolean warnedAboutLoweredLimit;

    /**
     * Puts a limit before a wire.
     *
     * @param name for messages
     * @param wire the wire; closed with this
     * @param pace when a call may go out; closed with this
     * @param inFlight how many at once, when that is fixed; else null
     * @param auto how many at once, found by measuring; null when that is fixed
     * @param ticker the time
     */
    public PacedWire(
            String name, Wire wire, RateLimiter pace, @Nullable Integer inFlight, AutoInFlight auto, Ticker ticker) {
        this.name = name;
        this.transport = wire;
        this.rateLimiter = pace;
        this.adaptive = inFlight == null ? auto : null;
        this.queue = new Line(inFlight == null ? AutoInFlight.INITIAL : inFlight, ticker);
        this.ticker = ticker;
        this.metrics = new WireMeter(ticker.nanoTime());
    }

    /**
     * Sends a request once, when there is room and a permit.
     *
     * @param call the request
     * @param holdOff asked before a permit is taken: true sends the call away without one
     * @param check throws when waiting has become pointless
     * @param sender told of its way
     * @return how it ended; empty when held off
     * @throws InterruptedException when interrupted while it waited
     */
    public Optional<WireAnswer> send(WireCall call, BooleanSupplier holdOff, Runnable check, AttemptListener sender)
            throws InterruptedException {
        queue.enter(check);
        try {
            return queue.awaitPermit(rateLimiter, holdOff, check).map(permit -> sendWithPermit(permit, call, sender));
        } finally {
            queue.exit();
        }
    }

    private WireAnswer sendWithPermit(Permit permit, WireCall call, AttemptListener sender) {
        int withUs = callsInFlight.incrementAndGet();
        long began = ticker.nanoTime();
        WireAnswer answer = new NoResponse("it broke off", Delivery.MAYBE_SENT);
        try {
            answer = transport.send(call, sender);
        } finally {
            callsInFlight.decrementAndGet();
            recordResult(permit, answer, began, withUs);
            sender.completed(answer);
        }
        return answer;
    }

    private void recordResult(Permit permit, WireAnswer answer, long began, int withUs) {
        if (answer instanceof Answered answered) {
            long now = ticker.nanoTime();
            metrics.recordLatency(now - began);
            if (adaptive != null) {
                synchronized (adaptive) {
                    queue.setLimit(adaptive.recordAnswer(now, now - began, withUs));
                }
            }
            if (answered.status() == 429 && rateLimiter.throttled(permit, answered.usableRetryAfter())) {
                warnAboutLoweredLimit();
            }
            rateLimiter.answered(permit);
        } else if (answer instanceof NoResponse lost && lost.delivery() == Delivery.NOT_SENT) {
            rateLimiter.unsent(permit);
        } else {
            rateLimiter.lost(permit);
        }
    }

    private void warnAboutLoweredLimit() {
        if (!warnedAboutLoweredLimit) {
            warnedAboutLoweredLimit = true;
            log.warn(
                    "{}: 429 again and again although the limit is kept. Either the server takes fewer of these calls than"
                            + " calls-per-minute says, or somebody else spends the same token (a reserve leaves them"
                            + " room). Fewer calls for now.",
                    name);
        }
    }

    /**
     * The line of those who wait.
     *
     * @return where calls can wait too
     */
    public Line queue() {
        return queue;
    }

    /**
     * The pace kept.
     *
     * @return the limiter
     */
    public RateLimiter rateLimiter() {
        return rateLimiter;
    }

    /**
     * What was measured.
     *
     * @return the meter
     */
    public WireMeter metrics() {
        return metrics;
    }

    /**
     * How many calls are out.
     *
     * @return calls on the wire
     */
    public int callsInFlight() {
        return callsInFlight.get();
    }

    /** Cuts off all calls that are on the wire and makes everybody who waits look at their check. */
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
