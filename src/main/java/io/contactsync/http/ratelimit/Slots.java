package io.contactsync.http.ratelimit;

import java.util.function.IntPredicate;
import java.util.stream.IntStream;

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
 * <p>With several limits. Runs may state different limits for one token. A call waits until fewer calls than the
 * largest limit in use count in all, and until fewer calls than its own limit count among those of its own process. Of
 * the calls that the server counts in any 60 s, those sent earlier were all counted here when the last one was sent. So
 * they are never more than the largest limit, and those of a process never more than its own. That the total may exceed
 * the smaller limit is intended: the server has one limit, and the run with the larger one already relies on it.
 *
 * <p>A call without a response may still arrive at the server, so its slot stays busy 5 s longer. While a call is in
 * flight its slot is leased for longer than any call can take, so that the slots of a process that died are not freed
 * too early.
 */
final class Slots {

    /** Longs per slot. */
    static final int LONGS_PER_SLOT = 4;

    private static final int CALL = 1;
    private static final int PROCESS = 2;
    private static final int LIMIT = 3;

    private final StateBuffer longs;
    private final int size;

    /**
     * Who sends calls.
     *
     * @param process identifies a process
     * @param limit the limit under which it sends them
     */
    record Sender(long process, int limit) {}

    /**
     * Creates a view of slots.
     *
     * @param longs the storage, {@link #LONGS_PER_SLOT} per slot: first the times at which the slots are free, then the
     *     numbers of their calls (negated once a call has ended, 0 if there was none), then the processes and the
     *     limits of the senders (0 if unknown)
     */
    Slots(StateBuffer longs) {
        this.longs = longs;
        this.size = longs.length() / LONGS_PER_SLOT;
    }

    int size() {
        return size;
    }

    /** Copies all slots to other ones, of which there are at least as many. */
    void copyTo(Slots other) {
        for (int slot = 0; slot < size; slot++) {
            other.set(slot, freeAt(slot), call(slot), process(slot), limit(slot));
        }
    }

    /** Makes all slots from index {@code first} free at {@code freeAt}. */
    void clear(int first, long freeAt) {
        for (int slot = first; slot < size; slot++) {
            set(slot, freeAt, 0, 0, 0);
        }
    }

    /**
     * Keeps all slots busy until {@code freeAt} at least, because calls have been lost of which nothing else is known.
     * Calls in flight in other processes are assumed to end by then, since that they ended may be lost, too; those that
     * have not are counted from their end, as after every loss.
     */
    void occupyAll(long freeAt, long ownProcess) {
        for (int slot = 0; slot < size; slot++) {
            if (call(slot) > 0 && process(slot) != ownProcess) {
                set(slot, freeAt, call(slot), process(slot), limit(slot));
            } else {
                occupy(slot, freeAt);
            }
        }
    }

    /** Keeps a slot busy until {@code freeAt} at least, for a call of which nothing else is known. */
    void occupy(int slot, long freeAt) {
        if (freeAt - freeAt(slot) > 0) {
            set(slot, freeAt, call(slot), process(slot), call(slot) > 0 ? limit(slot) : 0);
        }
    }

    /** Nanoseconds until fewer than {@code calls} calls count, 1 or more; 0 if that is now. */
    long waitNanos(long now, int calls) {
        return busy(now) < calls ? 0 : waitNanos(now, calls, slot -> true);
    }

    /** The same, for the calls of one sender. */
    long waitNanos(long now, int calls, Sender sender) {
        return busy(now, sender) < calls ? 0 : waitNanos(now, calls, slot -> isOf(sender, slot));
    }

    private long waitNanos(long now, int calls, IntPredicate counts) {
        long[] left = IntStream.range(0, size)
                .filter(slot -> isBusy(slot, now) && counts.test(slot))
                .mapToLong(slot -> freeAt(slot) - now)
                .sorted()
                .toArray();
        return left[left.length - calls];
    }

    /** The number of calls that are in flight or still count. */
    int busy(long now) {
        int busy = 0;
        for (int slot = 0; slot < size; slot++) {
            busy += isBusy(slot, now) ? 1 : 0;
        }
        return busy;
    }

    /** The number of calls of one sender that are in flight or still count. */
    int busy(long now, Sender sender) {
        int busy = 0;
        for (int slot = 0; slot < size; slot++) {
            busy += isBusy(slot, now) && isOf(sender, slot) ? 1 : 0;
        }
        return busy;
    }

    /** The largest limit of the calls that are in flight or still count; 0 if there are none. */
    int largestLimit(long now) {
        int largest = 0;
        for (int slot = 0; slot < size; slot++) {
            largest = isBusy(slot, now) ? Math.max(largest, limit(slot)) : largest;
        }
        return largest;
    }

    private boolean isBusy(int slot, long now) {
        return freeAt(slot) - now > 0;
    }

    private boolean isOf(Sender sender, int slot) {
        return process(slot) == sender.process() && limit(slot) == sender.limit();
    }

    /** Takes a free slot for a call; {@link #waitNanos} must have returned 0. */
    int acquire(long now, long lease, long call, Sender sender) {
        int chosen = earliest();
        if (freeAt(chosen) - now > 0) {
            throw new IllegalStateException("no slot is free");
        }
        set(chosen, now + lease, call, sender.process(), sender.limit());
        return chosen;
    }

    /**
     * Ends a call: its slot is free at {@code freeAt}.
     *
     * <p>If the slot was released because its process was considered dead, the later time applies. If the slot is no
     * longer the call's own, because the state was lost, the call takes the slot that is free first, unless that one is
     * busy for longer anyway. That is exact even if all slots are busy: before the next slot is free no call is sent,
     * and from then on the slot's previous call does not count.
     */
    void release(int slot, long call, Sender sender, long freeAt) {
        boolean known = slot < size && process(slot) == sender.process() && Math.abs(call(slot)) == call;
        int released = known ? slot : earliest();
        boolean inFlight = known && call(slot) == call;
        if (inFlight || freeAt - freeAt(released) > 0) {
            set(released, freeAt, -call, sender.process(), sender.limit());
        }
    }

    /** When the last of the slots is free. */
    long lastFreeAt() {
        long last = freeAt(0);
        for (int slot = 1; slot < size; slot++) {
            last = freeAt(slot) - last > 0 ? freeAt(slot) : last;
        }
        return last;
    }

    long freeAt(int slot) {
        return longs.get(slot);
    }

    /** The number of the slot's call: positive while it is in flight. */
    long call(int slot) {
        return longs.get(CALL * size + slot);
    }

    Sender sender(int slot) {
        return new Sender(process(slot), limit(slot));
    }

    private long process(int slot) {
        return longs.get(PROCESS * size + slot);
    }

    private int limit(int slot) {
        return (int) longs.get(LIMIT * size + slot);
    }

    private int earliest() {
        int earliest = 0;
        for (int slot = 1; slot < size; slot++) {
            if (freeAt(slot) - freeAt(earliest) < 0) {
                earliest = slot;
            }
        }
        return earliest;
    }

    private void set(int slot, long freeAt, long call, long process, int limit) {
        longs.put(slot, freeAt)
                .put(CALL * size + slot, call)
                .put(PROCESS * size + slot, process)
                .put(LIMIT * size + slot, limit);
    }
}
