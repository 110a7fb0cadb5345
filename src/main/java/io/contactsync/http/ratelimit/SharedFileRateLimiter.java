package io.contactsync.http.ratelimit;

import io.contactsync.http.ratelimit.Slots.Sender;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** The rate limiter of one token; its state is in a file shared by all processes that use the token on this machine. */
final class SharedFileRateLimiter implements RateLimiter {

    private final long client = ThreadLocalRandom.current().nextLong();
    private final Sender sender;
    private final RateLimiterFile file;
    private final Ticker ticker;
    private final RateWindow rateWindow;

    SharedFileRateLimiter(int limit, RateLimiterFile file, Ticker ticker, RateWindow rateWindow) {
        this.sender = new Sender(file.process(), limit);
        this.file = file;
        this.ticker = ticker;
        this.rateWindow = rateWindow;
    }

    @Override
    public Acquisition tryAcquire() {
        return file.withLock(state -> state.tryAcquire(client, sender, ticker.nanoTime()));
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
            state.slots().release(permit.slot(), permit.call(), sender, freeAt);
            return freeAt;
        });
    }

    @Override
    public boolean throttled(Permit permit, Optional<Duration> pause) {
        long nanos = pause.orElse(rateWindow.window()).plus(rateWindow.guard()).toNanos();
        return file.withLock(state -> state.recordThrottled(sender, permit.takenAt(), ticker.nanoTime(), nanos));
    }

    @Override
    public Duration remainingPause() {
        return Duration.ofNanos(file.withLock(state -> state.throttling().remainingPause(ticker.nanoTime())));
    }

    @Override
    public Optional<Integer> callsInWindow() {
        return Optional.of(file.withLock(state -> state.callsInWindow(sender, ticker.nanoTime())));
    }

    @Override
    public Optional<Integer> currentLimit() {
        return Optional.of(file.withLock(state -> state.limitInUse(sender, ticker.nanoTime())));
    }

    @Override
    public void close() {
        file.close();
    }
}
