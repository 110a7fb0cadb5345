package io.contactsync.http.ratelimit;

import io.contactsync.http.ratelimit.RateLimiter.Acquisition;
import io.contactsync.http.ratelimit.RateLimiter.Permit;
import io.contactsync.http.ratelimit.RateLimiter.Wait;
import io.contactsync.http.ratelimit.Slots.Sender;
import io.contactsync.http.ratelimit.StateFile.Differences;
import io.contactsync.support.BootId;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongPredicate;

/**
 * The state of a token and the rule by which its clients get permits: {@link Slots} count the calls, the
 * {@link TicketQueue} gives the clients their turns, and {@link Throttling} pauses all of them.
 *
 * <p>As longs: the boot id, the sequence number of the last change, the number of slots, the throttling state, the
 * tickets and the slots.
 */
final class RateLimiterState {

    private static final long MAX_PAUSE_NANOS = Duration.ofMinutes(10).toNanos();
    private static final int BOOT = 0;
    private static final int SEQUENCE = 2;
    private static final int SLOT_COUNT = 3;

    private static final int THROTTLING = 4;
    private static final int TICKETS = THROTTLING + Throttling.LONGS;
    private static final int SLOTS = TICKETS + TicketQueue.LONGS;

    private final StateBuffer longs;
    private final RateWindow rateWindow;
    private final Throttling throttling;
    private final TicketQueue tickets;
    private final Slots slots;

    /** Creates a view of stored longs; {@link #longsFor} that many slots. */
    RateLimiterState(StateBuffer longs, RateWindow rateWindow) {
        this.longs = longs;
        this.rateWindow = rateWindow;
        this.throttling = new Throttling(longs.slice(THROTTLING, Throttling.LONGS), rateWindow);
        this.tickets = new TicketQueue(longs.slice(TICKETS, TicketQueue.LONGS));
        this.slots = new Slots(longs.slice(SLOTS, longs.length() - SLOTS));
    }

    /** Creates a state without calls. */
    static RateLimiterState create(BootId boot, int slots, long now, RateWindow rateWindow) {
        StateBuffer longs = StateBuffer.allocate((int) longsFor(slots));
        longs.put(BOOT, boot.id().getMostSignificantBits())
                .put(BOOT + 1, boot.id().getLeastSignificantBits())
                .put(SLOT_COUNT, slots);
        RateLimiterState state = new RateLimiterState(longs, rateWindow);
        state.throttling.clear(now);
        state.slots.clear(0, now);
        return state;
    }

    /** The number of longs of a state with a number of slots. */
    static long longsFor(long slots) {
        return SLOTS + slots * Slots.LONGS_PER_SLOT;
    }

    /** Returns a copy with at least the given number of slots; additional ones are free now. */
    RateLimiterState withSlots(int atLeast, long now) {
        int size = Math.max(atLeast, slots.size());
        StateBuffer copy = StateBuffer.allocate((int) longsFor(size));
        for (int i = 0; i < SLOTS; i++) {
            copy.put(i, longs.get(i));
        }
        copy.put(SLOT_COUNT, size);
        RateLimiterState state = new RateLimiterState(copy, rateWindow);
        slots.copyTo(state.slots);
        state.slots.clear(slots.size(), now);
        return state;
    }

    StateBuffer longs() {
        return longs;
    }

    Slots slots() {
        return slots;
    }

    Throttling throttling() {
        return throttling;
    }

    /** The number of the last change; it never goes back. */
    long sequence() {
        return longs.get(SEQUENCE);
    }

    void setSequence(long sequence) {
        longs.put(SEQUENCE, sequence);
    }

    /** The sequence number in a stored state. */
    static long sequence(Differences stored) {
        return stored.get(SEQUENCE);
    }

    /** Whether a stored state is from a boot. */
    static boolean isSameBoot(Differences stored, BootId boot) {
        return stored.get(BOOT) == boot.id().getMostSignificantBits()
                && stored.get(BOOT + 1) == boot.id().getLeastSignificantBits();
    }

    /** Whether the state has as many slots as it says, and no time is further in the future than one is ever set. */
    boolean isPlausible(long now) {
        boolean plausible = longs.get(SLOT_COUNT) == slots.size() && throttling.remainingPause(now) <= MAX_PAUSE_NANOS;
        for (int slot = 0; slot < slots.size() && plausible; slot++) {
            // Calls of processes with other settings occupy slots, too.
            long longest = slots.call(slot) > 0
                    ? RateWindow.MINUTE.leaseNanos() + rateWindow.leaseNanos()
                    : Math.max(RateWindow.MINUTE.nanosAfterLoss(), rateWindow.nanosAfterLoss());
            plausible = slots.freeAt(slot) - now <= longest;
        }
        return plausible;
    }

    /**
     * Takes a permit for a client, or tells it how long to wait and gives it a place in the queue.
     *
     * <p>A client may send a call if, besides the calls that those ahead of it in the queue are about to send, fewer
     * calls than the largest limit count in all, and fewer calls than its own limit count among those of its own
     * process. The largest limit is that of the clients that wait or have calls in the window.
     *
     * @param client the id of the client
     */
    Acquisition tryAcquire(long client, Sender sender, long now) {
        long pause = throttling.remainingPause(now);
        long wait = pause > 0 ? pause : waitNanos(client, sender, now);
        if (wait == 0) {
            tickets.remove(client);
            long call = sequence() + 1;
            return new Permit(slots.acquire(now, rateWindow.leaseNanos(), call, sender), call, now);
        }
        long readyAt = now + slots.waitNanos(now, sender.limit(), sender);
        long expectedBy = now + Math.min(wait, rateWindow.pollNanos()) + rateWindow.turnGraceNanos();
        tickets.renew(client, sender, readyAt, expectedBy, now);
        return new Wait(wait);
    }

    private long waitNanos(long client, Sender sender, long now) {
        int total = Math.min(slots.size(), throttling.limit(now, largestLimit(sender, now)));
        int leftInAll = total - tickets.ahead(client, now);
        // If those ahead take all that becomes free next, it cannot be known when the turn of this client comes.
        long wait = leftInAll > 0
                ? slots.waitNanos(now, leftInAll)
                : Math.max(rateWindow.pollNanos(), slots.waitNanos(now, 1));
        if (total <= sender.limit()) {
            return wait;
        }
        int leftOfOwn = sender.limit() - tickets.ahead(client, now, sender);
        return Math.max(wait, leftOfOwn > 0 ? slots.waitNanos(now, leftOfOwn, sender) : rateWindow.pollNanos());
    }

    /** The limit of all clients together. */
    private int largestLimit(Sender sender, long now) {
        return Math.max(sender.limit(), Math.max(slots.largestLimit(now), tickets.largestLimit(now)));
    }

    /** The limit of a client that is in use now. */
    int limitInUse(Sender sender, long now) {
        return Math.min(sender.limit(), throttling.limit(now, largestLimit(sender, now)));
    }

    /** The number of calls that count towards the limit of a client: all, or its own if others have a larger limit. */
    int callsInWindow(Sender sender, long now) {
        return sender.limit() < largestLimit(sender, now) ? slots.busy(now, sender) : slots.busy(now);
    }

    /** Records a 429; returns whether it lowered the limit. */
    boolean recordThrottled(Sender sender, long sentAt, long now, long pause) {
        return throttling.recordThrottled(sentAt, now, pause, largestLimit(sender, now));
    }

    /**
     * Releases the slots of processes that have ended: calls they sent may still arrive, but no new ones follow.
     *
     * @param hasEnded whether a process has ended
     */
    void releaseEnded(LongPredicate hasEnded, long now) {
        Map<Long, Boolean> ended = new HashMap<>();
        long latest = now + rateWindow.nanosAfterLoss();
        for (int slot = 0; slot < slots.size(); slot++) {
            long call = slots.call(slot);
            Sender sender = slots.sender(slot);
            if (call > 0 && ended.computeIfAbsent(sender.process(), hasEnded::test)) {
                slots.release(slot, call, sender, slots.freeAt(slot) - latest < 0 ? slots.freeAt(slot) : latest);
            }
        }
    }
}
