package io.contactsync.http.ratelimit;

import io.contactsync.support.BootId;
import java.util.Arrays;
import java.util.function.LongPredicate;

/**
 * The state as earlier versions wrote it: a magic number, the boot id, a sequence number, the throttling state and,
 * from long 16, two longs per slot: when it is free, and the holder (0 once the call has ended), whose upper half is a
 * process id. A process of such a version that still runs takes a newer file for a damaged one: it assumes that a full
 * window is used and writes its own state over it.
 */
final class VersionOneState {

    private static final long MAGIC = 0x7061_6365_0000_0001L;
    private static final int HEADER = 16;
    private static final int BOOT = 1;
    private static final int THROTTLING = 4;

    private final long[] longs;
    private final RateWindow rateWindow;

    /** Creates a view of the contents of a file for which {@link #isRecognized} holds. */
    VersionOneState(long[] longs, RateWindow rateWindow) {
        this.longs = longs;
        this.rateWindow = rateWindow;
    }

    static boolean isRecognized(long firstLong) {
        return firstLong == MAGIC;
    }

    boolean isSameBoot(BootId boot) {
        return longs.length > HEADER
                && longs[BOOT] == boot.id().getMostSignificantBits()
                && longs[BOOT + 1] == boot.id().getLeastSignificantBits();
    }

    /** Whether no time is further in the future than one is ever set. */
    boolean isPlausible(long now) {
        return busyUntil(now) - now <= RateWindow.MINUTE.leaseNanos() + rateWindow.leaseNanos();
    }

    /** Whether a call is in flight in a process that still runs. */
    boolean isInUse(LongPredicate isRunning) {
        boolean inUse = false;
        for (int slot = 0; slot < slots(); slot++) {
            inUse |= holder(slot) != 0 && isRunning.test(holder(slot) >>> 32);
        }
        return inUse;
    }

    int slots() {
        return (longs.length - HEADER) / 2;
    }

    /** When all slots are free; {@code now} if they are. */
    long busyUntil(long now) {
        long last = now;
        for (int slot = 0; slot < slots(); slot++) {
            last = freeAt(slot) - last > 0 ? freeAt(slot) : last;
        }
        return last;
    }

    /** Copies the calls and the throttling state to a state with enough slots, when no process uses this one. */
    void copyTo(RateLimiterState state, long now) {
        state.throttling().restore(Arrays.copyOfRange(longs, THROTTLING, THROTTLING + Throttling.LONGS));
        long latest = now + rateWindow.nanosAfterLoss();
        for (int slot = 0; slot < slots(); slot++) {
            boolean lost = holder(slot) != 0 && freeAt(slot) - latest > 0;
            state.slots().occupy(slot, lost ? latest : freeAt(slot));
        }
    }

    private long freeAt(int slot) {
        return longs[HEADER + 2 * slot];
    }

    private long holder(int slot) {
        return longs[HEADER + 2 * slot + 1];
    }
}
