package io.contactsync.http.ratelimit;

import java.time.Duration;
import java.util.Optional;

/** The rate limiter of a service without a limit: permits are always available, except during the pause after a 429. */
final class UnlimitedRateLimiter implements RateLimiter {

    private final Ticker ticker;
    private final RateWindow rateWindow;
    private final Throttling throttling;
    private volatile boolean everThrottled;

    UnlimitedRateLimiter(Ticker ticker, RateWindow rateWindow) {
        this.ticker = ticker;
        this.rateWindow = rateWindow;
        this.throttling = new Throttling(StateBuffer.allocate(Throttling.LONGS), rateWindow);
        this.throttling.clear(ticker.nanoTime());
    }

    @Override
    public Acquisition tryAcquire() {
        long now = ticker.nanoTime();
        long pause = everThrottled ? remainingPause(now) : 0;
        return pause > 0 ? new Wait(pause) : new Permit(0, 0, now);
    }

    @Override
    public void answered(Permit permit) {}

    @Override
    public void lost(Permit permit) {}

    @Override
    public void unsent(Permit permit) {}

    @Override
    public synchronized boolean throttled(Permit permit, Optional<Duration> pause) {
        everThrottled = true;
        long nanos = pause.map(Duration::toNanos).orElse(rateWindow.window().toNanos());
        throttling.recordThrottled(permit.takenAt(), ticker.nanoTime(), nanos, 1);
        return false;
    }

    @Override
    public Duration remainingPause() {
        return Duration.ofNanos(remainingPause(ticker.nanoTime()));
    }

    private synchronized long remainingPause(long now) {
        return throttling.remainingPause(now);
    }

    @Override
    public Optional<Integer> callsInWindow() {
        return Optional.empty();
    }

    @Override
    public Optional<Integer> currentLimit() {
        return Optional.empty();
    }

    @Override
    public void close() {}
}
