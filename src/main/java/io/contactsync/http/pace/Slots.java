package io.contactsync.http.pace;

import java.nio.LongBuffer;
import java.util.Arrays;

/**
 * The limiter's arithmetic: slots, each of which carries one call at a time and rests for a window after the call's
 * answer.
 *
 * <p>The argument. A call takes a slot before it is sent at {@code s}; the slot is free again at {@code a + 60 s +
 * guard}, where {@code a} is when its whole answer, or its failure, was seen. The server counts the call at some moment
 * between {@code s} and {@code a}; nobody here knows when. Of two calls {@code i}, {@code j} that use one slot in turn,
 * {@code j} is counted no earlier than {@code s(j) >= a(i) + 60 s + guard}, and {@code i} no later than {@code a(i)}:
 * so they are counted more than 60 s apart, and no 60 s hold both. With 200 slots no 60 s hold more than 200 counts,
 * wherever they begin: at the first call (a window opened by it), at the clock's minute, or anywhere (a sliding one).
 * Latency may vary as it likes. Were the slot freed 60 s after the <em>sending</em>, a call counted 2 s late and its
 * successor counted at once would be 58 s apart, and a sliding server would see 201.
 *
 * <p>What it costs. A slot's round is 60 s + guard + latency: with 0.1 s and a mean latency of 0.2 s it carries a call
 * every 60.3 s, which is 99.5 % of the limit. A worked number: of 800 calls on an idle channel the first 200 go out as
 * fast as the calls in flight allow (8 at first, soon 40: within 1.5 s, 0.7 s on average), and each further 200 follow
 * 60.3 s after the ones before, so the last 200 arrive 3 x 60.3 + 0.7 = 181.6 s after the first call on average; 98 %
 * allow 183.7 s. The spread of the first round is paid once, it does not add up: every slot keeps its own time.
 *
 * <p>A call without an answer may still be on its way: its slot rests 5 s longer. While a call is out its slot is
 * leased for longer than any call lasts, so that a process that died holds its slots no less than is safe.
 */
final class Slots {

    /** How many longs a slot takes: when it is free, and who holds it (0: nobody). */
    static final int LONGS_PER_SLOT = 2;

    private final LongBuffer longs;

    /**
     * Wraps slots.
     *
     * @param longs their store, {@link #LONGS} for each; perhaps shared with other processes, then locked by the caller
     */
    Slots(LongBuffer longs) {
        this.longs = longs;
    }

    int size() {
        return longs.capacity() / LONGS_PER_SLOT;
    }

    /** Makes all slots from {@code first} on free at a time. */
    void clear(int first, long freeAt) {
        for (int slot = first; slot < size(); slot++) {
            set(slot, freeAt, 0);
        }
    }

    /** How long until fewer than {@code limit} slots are busy; 0: now. */
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

    /** How many slots carry a call, or rest from one. */
    int busy(long now) {
        int busy = 0;
        for (int slot = 0; slot < size(); slot++) {
            busy += freeAt(slot) - now > 0 ? 1 : 0;
        }
        return busy;
    }

    /** Takes a free slot, of which {@link #waitNanos} said that there is one. */
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

    /** Lets a slot go, to be free at a time. */
    void release(int slot, long holder, long freeAt) {
        if (slot >= size()) {
            return;
        }
        if (longs.get(slot * LONGS_PER_SLOT + 1) == holder) {
            set(slot, freeAt, 0);
        } else if (longs.get(slot * LONGS_PER_SLOT + 1) == 0 && freeAt - freeAt(slot) > 0) {
            // Somebody thought us dead: what we know of the call still counts.
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
        // The time first: whoever dies between the two leaves a slot that rests too long, never too short.
        longs.put(slot * LONGS_PER_SLOT, freeAt);
        longs.put(slot * LONGS_PER_SLOT + 1, holder);
    }
}
