package io.contactsync.http.pace;

import java.time.Duration;
import java.util.Optional;

/** The pace of one token, kept in its file together with all others who use the token on this machine. */
final class TokenPace implements RateLimiter {

    private final int limit;
    private final PaceFile file;
    private final Ticker ticker;
    private final Pacing pacing;

    TokenPace(int limit, PaceFile file, Ticker ticker, Pacing pacing) {
        this.limit = limit;
        this.file = file;
        this.ticker = ticker;
        this.pacing = pacing;
    }

    @Override
    public Grant take() {
        return file.locked(state -> {
            long now = ticker.nanoTime();
            long pause = state.throttling().pauseLeft(now);
            long wait = pause > 0
                    ? pause
                    : state.slots().waitNanos(now, state.throttling().limit(now, limit));
            if (wait > 0) {
                return new Wait(wait);
            }
            long holder = state.nextHolder();
            return new Permit(state.slots().take(now, pacing.lease(), holder), holder, now);
        });
    }

    @Override
    public void answered(Permit permit) {
        letGo(permit, ticker.nanoTime() + pacing.afterAnswer());
    }

    @Override
    public void lost(Permit permit) {
        letGo(permit, ticker.nanoTime() + pacing.afterLoss());
    }

    @Override
    public void unsent(Permit permit) {
        letGo(permit, permit.takenAt());
    }

    private void letGo(Permit permit, long freeAt) {
        file.locked(state -> {
            state.slots().letGo(permit.slot(), permit.holder(), freeAt);
            return freeAt;
        });
    }

    @Override
    public boolean throttled(Permit permit, Optional<Duration> pause) {
        long nanos = pause.orElse(pacing.window()).plus(pacing.guard()).toNanos();
        return file.locked(state -> state.throttling().throttled(permit.takenAt(), ticker.nanoTime(), nanos, limit));
    }

    @Override
    public Duration pauseLeft() {
        return Duration.ofNanos(file.locked(state -> state.throttling().pauseLeft(ticker.nanoTime())));
    }

    @Override
    public Optional<Integer> spent() {
        return Optional.of(file.locked(state -> state.slots().busy(ticker.nanoTime())));
    }

    @Override
    public Optional<Integer> limit() {
        return Optional.of(file.locked(state -> state.throttling().limit(ticker.nanoTime(), limit)));
    }

    @Override
    public void close() {
        file.close();
    }
}
