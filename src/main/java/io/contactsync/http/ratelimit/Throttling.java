package io.contactsync.http.ratelimit;

/**
 * Handles 429 responses for a token: they pause all its calls. If they recur although the limit is kept, they also
 * lower the limit in use, because the server accepts fewer calls than configured or another program uses the same
 * token.
 *
 * <p>Additive increase, multiplicative decrease: an episode of 429 responses within ten windows of the previous one
 * lowers the limit to 85 %. From the end of the pause it grows by a twentieth of the configured limit (10 of 200) per
 * window. 429 responses to calls sent before the pause began belong to the same episode. A first episode only pauses,
 * because calls from before this run may have caused it.
 */
final class Throttling {

    /** Longs of state. */
    static final int LONGS = 4;

    private static final int PAUSED_UNTIL = 0;
    private static final int EPISODE_AT = 1;
    private static final int LOWERED_AT = 2;
    private static final int LOWERED_TO = 3;
    private static final int RELATED_EPISODE_WINDOWS = 10;

    private final StateBuffer longs;
    private final long window;

    Throttling(StateBuffer longs, RateWindow rateWindow) {
        this.longs = longs;
        this.window = rateWindow.window().toNanos();
    }

    /** Resets the state; {@code now} stands for "never". */
    void clear(long now) {
        longs.put(PAUSED_UNTIL, now)
                .put(EPISODE_AT, now - (RELATED_EPISODE_WINDOWS + 1) * window)
                .put(LOWERED_AT, now)
                .put(LOWERED_TO, 0);
    }

    /** Takes over a stored state. */
    void restore(long... stored) {
        for (int i = 0; i < LONGS; i++) {
            longs.put(i, stored[i]);
        }
    }

    /** Nanoseconds until the pause ends; 0 if there is none. */
    long remainingPause(long now) {
        return Math.max(0, longs.get(PAUSED_UNTIL) - now);
    }

    /** The limit in use now, at most {@code limit}. */
    int limit(long now, int limit) {
        long loweredTo = longs.get(LOWERED_TO);
        if (loweredTo == 0) {
            return limit;
        }
        double windows = (double) Math.max(0, now - longs.get(LOWERED_AT)) / window;
        double grown = windows * Math.max(1, limit / 20);
        return (int) Math.max(1, Math.min(limit, loweredTo + grown));
    }

    /** Records a 429; returns whether it lowered the limit. */
    boolean recordThrottled(long sentAt, long now, long pause, int limit) {
        if (pause > remainingPause(now)) {
            longs.put(PAUSED_UNTIL, now + pause);
        }
        long episodeAt = longs.get(EPISODE_AT);
        if (sentAt - episodeAt <= 0) {
            return false;
        }
        longs.put(EPISODE_AT, now);
        if (sentAt - episodeAt > RELATED_EPISODE_WINDOWS * window) {
            return false;
        }
        longs.put(LOWERED_TO, Math.max(1, limit(now, limit) * 85L / 100)).put(LOWERED_AT, longs.get(PAUSED_UNTIL));
        return true;
    }
}
