package io.contactsync.http.wire;

import io.contactsync.http.flight.AutoInFlight;
import io.contactsync.http.flight.Line;
import io.contactsync.http.pace.RateLimiter;
import io.contactsync.http.pace.RateLimiter.Permit;
import io.contactsync.http.pace.Ticker;
import io.contactsync.http.wire.Wire.Sender;
import io.contactsync.http.wire.WireAnswer.Answered;
import io.contactsync.http.wire.WireAnswer.Lost;
import io.contactsync.http.wire.WireAnswer.Reach;
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
    private final Wire wire;
    private final RateLimiter pace;
    private final Line line;
    private final @Nullable AutoInFlight auto;
    private final Ticker ticker;
    private final WireMeter meter;
    private final AtomicInteger crowd = new AtomicInteger();
    private volatile boolean saidLowered;

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
        this.wire = wire;
        this.pace = pace;
        this.auto = inFlight == null ? auto : null;
        this.line = new Line(inFlight == null ? AutoInFlight.START : inFlight, ticker);
        this.ticker = ticker;
        this.meter = new WireMeter(ticker.nanoTime());
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
    public Optional<WireAnswer> send(WireCall call, BooleanSupplier holdOff, Runnable check, Sender sender)
            throws InterruptedException {
        line.enter(check);
        try {
            return line.permit(pace, holdOff, check).map(permit -> pay(permit, call, sender));
        } finally {
            line.leave();
        }
    }

    private WireAnswer pay(Permit permit, WireCall call, Sender sender) {
        int withUs = crowd.incrementAndGet();
        long began = ticker.nanoTime();
        WireAnswer answer = new Lost("it broke off", Reach.SENT);
        try {
            answer = wire.send(call, sender);
        } finally {
            crowd.decrementAndGet();
            settle(permit, answer, began, withUs);
            sender.over(answer);
        }
        return answer;
    }

    private void settle(Permit permit, WireAnswer answer, long began, int withUs) {
        if (answer instanceof Answered answered) {
            long now = ticker.nanoTime();
            meter.answered(now - began);
            if (auto != null) {
                synchronized (auto) {
                    line.resize(auto.answered(now, now - began, withUs));
                }
            }
            if (answered.status() == 429 && pace.throttled(permit, answered.wish())) {
                sayLowered();
            }
            pace.answered(permit);
        } else if (answer instanceof Lost lost && lost.reach() == Reach.UNSENT) {
            pace.unsent(permit);
        } else {
            pace.lost(permit);
        }
    }

    private void sayLowered() {
        if (!saidLowered) {
            saidLowered = true;
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
    public Line line() {
        return line;
    }

    /**
     * The pace kept.
     *
     * @return the limiter
     */
    public RateLimiter pace() {
        return pace;
    }

    /**
     * What was measured.
     *
     * @return the meter
     */
    public WireMeter meter() {
        return meter;
    }

    /**
     * How many calls are out.
     *
     * @return calls on the wire
     */
    public int onTheWire() {
        return crowd.get();
    }

    /** Cuts off all calls that are on the wire and makes everybody who waits look at their check. */
    public void cutOff() {
        wire.cancelAll();
        line.wake();
    }

    @Override
    public void close() {
        wire.close();
        pace.close();
    }
}
