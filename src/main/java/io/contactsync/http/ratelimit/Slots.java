package io.contactsync.http.ratelimit;

import java.nio.LongBuffer;
import java.util.Arrays;

/**
 * The rate limiter's arithmetic: slots, each of which is used by one call at a time and stays busy for a window after
 * the call's response.
 *
 * <p>Why the limit holds. A call takes a slot before it is sent at {@code s}. The slot is free again at {@code a + 60 s
 * + guard}, where {@code a} is the time at which its complete response, or its failure, was seen. The server counts the
 * call at some time between {@code s} and {@code a} that the client cannot know. If calls {@code i} and {@code j} use
 * one slot in turn, {@code j} is counted no earlier than {@code s(j) >= a(i) + 60 s + guard} and {@code i} no later
 * than {@code a(i)}. They are therefore counted more than 60 s apart, and no 60 s contain both. With 200 slots no 60 s
 * contain more than 200 calls, wherever these 60 s begin: at the first call (a window opened by it), at the full minute
 * (a fixed window) or anywhere (a sliding window). Varying latency does not matter. If the slot were freed 60 s after
 * the call was <em>sent</em>, a call counted 2 s late and its successor counted immediately would be 58 s apart, and a
 * server with a sliding window would count 201.
 *
 * <p>What it costs. The cycle of a slot takes 60 s + guard + latency: with a guard of 0.1 s and a mean latency of 0.2 s
 * it serves one call every 60.3 s, which is 99.5 % of the limit. An example: of 800 calls on an idle channel the first
 * 200 are sent as fast as the calls in flight allow (8 at first, soon 40: within 1.5 s, 0.7 s on average). Each further
 * 200 follow 60.3 s after the previous ones. The last 200 therefore arrive on average 3 x 60.3 + 0.7 = 181.6 s after
 * the first call; 98 % of the limit allows 183.7 s. The spread of the first cycle occurs once and does not accumulate,
 * because every slot has its own schedule.
 *
 * <p>A call without a response may still arrive at the server, so its slot stays busy 5 s longer. While a call is in
 * flight its slot is leased for longer than any call can take, so that the slots of a process that died are not freed
 * too early.
 */
final class Slots {

    /** Longs per slot: the time at which it is free, and the holder id (0: none). */
    static final int LONGS_PER_SLOT = 2;

    private final LongBuffer longs;

    /**
     * Creates a view of slots.
     *
     * @param longs the storage, {@link #LONGS_PER_SLOT} per slot; the caller holds the lock if processes share it
     */
    Slots(LongBuffer longs) {
        this.longs = longs;
    }

    int size() {
        return longs.capacity() / LONGS_PER_SLOT;
    }

    /** Makes all slots from index {@code first} free at {@code freeAt}. */
    void clear(int first, long freeAt) {
        for (int slot = first; slot < size(); slot++) {
            set(slot, freeAt, 0);
        }
    }

    /** Nanoseconds until fewer than {@code limit} slots are busy; 0 if that is now. */
    long waitNanos(long now, int limit) {
        if (busy(now) < limit) {
            return 0;
        }
        long[] left = new long[size()];
        for (int slot = 0; slot < left.length; slot++) {
            left[slot] = Math.max(0, freeAt(slot) - now);
        }
        Arrays.sort(left);
        return left[left.length - limit];
    }

    /** The number of slots that are in use or still count in the window of their last call. */
    int busy(long now) {
        int busy = 0;
        for (int slot = 0; slot < size(); slot++) {
            busy += freeAt(slot) - now > 0 ? 1 : 0;
        }
        return busy;
    }

    /** Takes a free slot; {@link #waitNanos} must have returned 0. */
    int acquire(long now, long lease, long holder) {
        int chosen = 0;
        for (int slot = 1; slot < size(); slot++) {
            if (freeAt(slot) - freeAt(chosen) < 0) {
                chosen = slot;
            }
        }
        if (freeAt(chosen) - now > 0) {
            throw new IllegalStateException("no slot is free");
        }
        set(chosen, now + lease, holder);
        return chosen;
    }

    /** Releases a slot so that it is free at {@code freeAt}. */
    void release(int slot, long holder, long freeAt) {
        if (slot >= size()) {
            return;
        }
        if (longs.get(slot * LONGS_PER_SLOT + 1) == holder) {
            set(slot, freeAt, 0);
        } else if (longs.get(slot * LONGS_PER_SLOT + 1) == 0 && freeAt - freeAt(slot) > 0) {
            // Another process released the slot because it assumed we were dead; our later time still applies.
            set(slot, freeAt, 0);
        }
    }

    long freeAt(int slot) {
        return longs.get(slot * LONGS_PER_SLOT);
    }

    long holder(int slot) {
        return longs.get(slot * LONGS_PER_SLOT + 1);
    }

    private void set(int slot, long freeAt, long holder) {
        // The time first: a process that dies between the two writes leaves a slot busy for too long, never too short.
        longs.put(slot * LONGS_PER_SLOT, freeAt);
        longs.put(slot * LONGS_PER_SLOT + 1, holder);
    }
}
