package io.contactsync.http;

import java.util.concurrent.TimeUnit;

/** The health of a service: its last success, and since when all attempts have failed. */
final class ServiceHealth {

    // Longer than any pause between two attempts. After such a gap the earlier failures say nothing about the present.
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

    void recordFailure(long now, String reason) {
        if (!failing || now - lastFailureAt > STALE_NANOS) {
            failing = true;
            failingSince = now;
        }
        lastFailureAt = now;
        lastReason = reason;
    }

    boolean succeededAfter(long since) {
        return hasSucceeded && lastSuccessAt - since > 0;
    }

    /** Nanoseconds since the first failure after the last success; 0 if the last attempt succeeded. */
    long failingNanos(long now) {
        return failing ? Math.max(1, now - failingSince) : 0;
    }

    String lastReason() {
        return lastReason;
    }
}
