package io.contactsync.http.ratelimit;

import io.contactsync.support.BootId;
import java.nio.LongBuffer;
import java.time.Duration;

/**
 * The contents of a rate limiter file, as longs in native byte order: a magic number, the boot id, the last holder id,
 * the {@link Throttling} state and, from long 16, the {@link Slots}.
 */
final class RateLimiterState {

    /** Bytes before the slots. */
    static final int HEADER_BYTES = 16 * Long.BYTES;

    /** Bytes for each slot. */
    static final int SLOT_BYTES = Slots.LONGS_PER_SLOT * Long.BYTES;

    private static final long MAGIC = 0x7061_6365_0000_0001L;
    private static final long MAX_PAUSE_NANOS = Duration.ofMinutes(10).toNanos();
    private static final int BOOT = 1;
    private static final int SEQUENCE = 3;
    private static final int THROTTLING = 4;

    private final LongBuffer longs;
    private final Slots slots;
    private final Throttling throttling;
    private final RateWindow rateWindow;

    RateLimiterState(LongBuffer longs, RateWindow rateWindow) {
        this.longs = longs;
        this.rateWindow = rateWindow;
        int header = HEADER_BYTES / Long.BYTES;
        this.slots = new Slots(longs.slice(header, longs.capacity() - header));
        this.throttling = new Throttling(longs.slice(THROTTLING, Throttling.LONGS), rateWindow);
    }

    Slots slots() {
        return slots;
    }

    Throttling throttling() {
        return throttling;
    }

    /** Returns a holder id that no other call has: the process id and a sequence number. */
    long nextHolderId() {
        long sequence = longs.get(SEQUENCE) + 1;
        longs.put(SEQUENCE, sequence);
        return ProcessHandle.current().pid() << 32 | (sequence & 0xffff_ffffL);
    }

    boolean hasMagic() {
        return longs.get(0) == MAGIC;
    }

    boolean isSameBoot(BootId boot) {
        return longs.get(BOOT) == boot.id().getMostSignificantBits()
                && longs.get(BOOT + 1) == boot.id().getLeastSignificantBits();
    }

    /** Whether no time in the state is further in the future than this program ever sets one. */
    boolean isPlausible(long now) {
        boolean plausible = throttling.remainingPause(now) <= MAX_PAUSE_NANOS;
        for (int slot = 0; slot < slots.size() && plausible; slot++) {
            plausible = slots.freeAt(slot) - now <= RateWindow.MINUTE.leaseNanos() + rateWindow.leaseNanos();
        }
        return plausible;
    }

    /** Initializes the state; every slot becomes free at {@code freeAt}. */
    void format(BootId boot, long now, long freeAt) {
        longs.put(0, 0);
        longs.put(BOOT, boot.id().getMostSignificantBits())
                .put(BOOT + 1, boot.id().getLeastSignificantBits());
        longs.put(SEQUENCE, 0);
        throttling.clear(now);
        slots.clear(0, freeAt);
        longs.put(0, MAGIC);
    }

    /** Releases the slots of processes that no longer run: calls they sent may still arrive, but no new ones follow. */
    void releaseDeadHolders(long now) {
        for (int slot = 0; slot < slots.size(); slot++) {
            long holder = slots.holder(slot);
            if (holder != 0 && isDead(holder >>> 32)) {
                long latest = now + rateWindow.nanosAfterLoss();
                slots.release(slot, holder, slots.freeAt(slot) - latest < 0 ? slots.freeAt(slot) : latest);
            }
        }
    }

    private static boolean isDead(long pid) {
        // Our own process id: in containers a process often has the id of its predecessor, and we hold no slot yet.
        return pid == ProcessHandle.current().pid()
                || ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty();
    }
}
