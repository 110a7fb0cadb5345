package io.contactsync.http.pace;

import java.nio.LongBuffer;

/**
 * What 429 answers mean for a token: a pause for all, and, when they come again although we keep the limit, a lower
 * limit of our own: the server takes fewer calls than we were told, or somebody else spends the same token.
 *
 * <p>Additive increase, multiplicative decrease: an episode of 429s within ten windows of the last one lowers the limit
 * to 85 %; from the end of the pause on it grows back by a twentieth of the limit (10 of 200) each window. Answers to
 * calls that were sent before the pause began belong to the same episode. A first episode only pauses: it may be left
 * over from before our time.
 */
final class Throttling {

    /** How many longs its state takes. */
    static final int LONGS = 4;

    private static final int PAUSED_UNTIL = 0;
    private static final int EPISODE_AT = 1;
    private static final int LOWERED_AT = 2;
    private static final int LOWERED_TO = 3;
    private static final int RELATED_EPISODE_WINDOWS = 10;

    private final LongBuffer longs;
    private final long window;

    Throttling(LongBuffer longs, Pacing pacing) {
        this.longs = longs;
        this.window = pacing.window().toNanos();
    }

    /** Forgets all 429s; {@code now} stands for never. */
    void clear(long now) {
        longs.put(PAUSED_UNTIL, now)
                .put(EPISODE_AT, now - (RELATED_EPISODE_WINDOWS + 1) * window)
                .put(LOWERED_AT, now)
                .put(LOWERED_TO, 0);
    }

    /** How long the token's pause still lasts; 0: there is none. */
    long remainingPause(long now) {
        return Math.max(0, longs.get(PAUSED_UNTIL) - now);
    }

    /** The limit to keep now, at most {@code limit}. */
    int limit(long now, int limit) {
        long loweredTo = longs.get(LOWERED_TO);
        if (loweredTo == 0) {
            return limit;
        }
        double windows = (double) Math.max(0, now - longs.get(LOWERED_AT)) / window;
        double grown = windows * Math.max(1, limit / 20);
        return (int) Math.max(1, Math.min(limit, loweredTo + grown));
    }

    /**
     * Takes note of a 429.
     *
     * @return whether the limit was lowered by it
     */
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
