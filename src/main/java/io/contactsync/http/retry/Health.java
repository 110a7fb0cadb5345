package io.contactsync.http.retry;

import java.util.concurrent.TimeUnit;

/** What a service's answers tell of its health: when it last did what it was asked, and how long it has not. */
final class Health {

    // Longer than any pause between two attempts: trouble that old was left by itself, not tried in vain.
    private static final long STALE_NANOS = TimeUnit.MINUTES.toNanos(15);

    private boolean hasSucceeded;
    private long lastSuccessAt;
    private boolean failing;
    private long failingSince;
    private long lastFailureAt;
    private String lastReason = "";

    void recordSuccess(long now) {
        hasSucceeded = true;
        lastSuccessAt = now;
        failing = false;
    }

    void recordFailure(long now, String what) {
        if (!failing || now - lastFailureAt > STALE_NANOS) {
            failing = true;
            failingSince = now;
        }
        lastFailureAt = now;
        lastReason = what;
    }

    boolean succeededAfter(long since) {
        return hasSucceeded && lastSuccessAt - since > 0;
    }

    /** Nanoseconds since trouble began; 0 when there is none. */
    long failingNanos(long now) {
        return failing ? Math.max(1, now - failingSince) : 0;
    }

    String lastReason() {
        return lastReason;
    }
}
