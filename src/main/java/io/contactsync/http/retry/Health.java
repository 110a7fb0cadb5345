package io.contactsync.http.retry;

import java.util.concurrent.TimeUnit;

/** What a service's answers tell of its health: when it last did what it was asked, and how long it has not. */
final class Health {

    // Longer than any pause between two attempts: trouble that old was left by itself, not tried in vain.
    private static final long STALE_NANOS = TimeUnit.MINUTES.toNanos(15);

    private boolean everWell;
    private long wellAt;
    private boolean troubled;
    private long troubledSince;
    private long lastTrouble;
    private String reason = "";

    void well(long now) {
        everWell = true;
        wellAt = now;
        troubled = false;
    }

    void trouble(long now, String what) {
        if (!troubled || now - lastTrouble > STALE_NANOS) {
            troubled = true;
            troubledSince = now;
        }
        lastTrouble = now;
        reason = what;
    }

    boolean wellAfter(long since) {
        return everWell && wellAt - since > 0;
    }

    /** Nanoseconds since trouble began; 0 when there is none. */
    long troubledFor(long now) {
        return troubled ? Math.max(1, now - troubledSince) : 0;
    }

    String reason() {
        return reason;
    }
}
