package io.contactsync.http.ratelimit;

import java.time.Duration;
import java.util.Optional;

/** The rate limiter of one token; its state is in a file shared by all processes that use the token on this machine. */
final class SharedFileRateLimiter implements RateLimiter {

    private final int limit;
    private final RateLimiterFile file;
    private final Ticker ticker;
    private final RateWindow rateWindow;

    SharedFileRateLimiter(int limit, RateLimiterFile file, Ticker ticker, RateWindow rateWindow) {
        this.limit = limit;
        this.file = file;
        this.ticker = ticker;
        this.rateWindow = rateWindow;
    }

    @Override
    public Acquisition tryAcquire() {
        return file.withLock(state -> {
            long now = ticker.nanoTime();
            long pause = state.throttling().remainingPause(now);
            long wait = pause > 0
                    ? pause
                    : state.slots().waitNanos(now, state.throttling().limit(now, limit));
            if (wait > 0) {
                return new Wait(wait);
            }
            long holder = state.nextHolderId();
            return new Permit(state.slots().acquire(now, rateWindow.leaseNanos(), holder), holder, now);
        });
    }

    @Override
    public void answered(Permit permit) {
        release(permit, ticker.nanoTime() + rateWindow.nanosAfterAnswer());
    }

    @Override
    public void lost(Permit permit) {
        release(permit, ticker.nanoTime() + rateWindow.nanosAfterLoss());
    }

    @Override
    public void unsent(Permit permit) {
        release(permit, permit.takenAt());
    }

    private void release(Permit permit, long freeAt) {
        file.withLock(state -> {
            state.slots().release(permit.slot(), permit.holder(), freeAt);
            return freeAt;
        });
    }

    @Override
    public boolean throttled(Permit permit, Optional<Duration> pause) {
        long nanos = pause.orElse(rateWindow.window()).plus(rateWindow.guard()).toNanos();
        return file.withLock(
                state -> state.throttling().recordThrottled(permit.takenAt(), ticker.nanoTime(), nanos, limit));
    }

    @Override
    public Duration remainingPause() {
        return Duration.ofNanos(file.withLock(state -> state.throttling().remainingPause(ticker.nanoTime())));
    }

    @Override
    public Optional<Integer> callsInWindow() {
        return Optional.of(file.withLock(state -> state.slots().busy(ticker.nanoTime())));
    }

    @Override
    public Optional<Integer> currentLimit() {
        return Optional.of(file.withLock(state -> state.throttling().limit(ticker.nanoTime(), limit)));
    }

    @Override
    public void close() {
        file.close();
    }
}
