package io.contactsync.http.ratelimit;

import io.contactsync.http.ratelimit.Slots.Sender;
import java.util.stream.IntStream;

/**
 * The clients of a token that wait for a permit, in the order in which they arrived.
 *
 * <p>A client has one ticket, however many of its calls wait, and gets a new one after each permit. So clients that
 * wait take turns, and one with many calls in flight does not get more turns than another. A client that cannot use its
 * turn yet, because it has reached its own limit, keeps its place without holding up those behind it. The same applies
 * to one that does not ask when it has announced: its process may have ended or be suspended.
 */
final class TicketQueue {

    private static final int TICKETS = 32;
    private static final int LONGS_PER_TICKET = 6;

    /** Longs of state. */
    static final int LONGS = 1 + TICKETS * LONGS_PER_TICKET;

    private static final int LAST_NUMBER = 0;
    private static final int NUMBER = 0;
    private static final int CLIENT = 1;
    private static final int PROCESS = 2;
    private static final int LIMIT = 3;
    private static final int READY_AT = 4;
    private static final int EXPECTED_BY = 5;

    private final StateBuffer longs;

    /**
     * Creates a view of a queue.
     *
     * @param longs the storage: the last number given out, then for each ticket its number (0: not in use), its client
     *     and that one's process and limit, from when the client's own limit allows a call, and by when the client asks
     *     again
     */
    TicketQueue(StateBuffer longs) {
        this.longs = longs;
    }

    /**
     * The number of clients whose turn comes earlier: those that arrived before this one, can use their turn now and
     * still wait.
     */
    int ahead(long client, long now) {
        return (int) earlier(client, now).count();
    }

    /** The same, for the clients that share the limit of one sender. */
    int ahead(long client, long now, Sender sender) {
        return (int) earlier(client, now)
                .filter(ticket -> get(ticket, PROCESS) == sender.process() && get(ticket, LIMIT) == sender.limit())
                .count();
    }

    private IntStream earlier(long client, long now) {
        int own = find(client);
        long number = own < 0 ? Long.MAX_VALUE : get(own, NUMBER);
        return IntStream.range(0, TICKETS)
                .filter(ticket ->
                        isWaiting(ticket, now) && get(ticket, NUMBER) < number && get(ticket, READY_AT) - now <= 0);
    }

    /** The largest limit of the clients that wait; 0 if none does. */
    int largestLimit(long now) {
        long largest = 0;
        for (int ticket = 0; ticket < TICKETS; ticket++) {
            largest = isWaiting(ticket, now) ? Math.max(largest, get(ticket, LIMIT)) : largest;
        }
        return (int) largest;
    }

    /**
     * Enters a client at the end of the queue, or keeps its place. If too many clients wait for all to have a ticket,
     * one without a ticket comes last.
     *
     * @param readyAt from when its own limit allows a call
     * @param expectedBy by when it asks again
     */
    void renew(long client, Sender sender, long readyAt, long expectedBy, long now) {
        int own = find(client);
        int ticket = own < 0 ? longestUnused() : own;
        if (own < 0) {
            if (isWaiting(ticket, now)) {
                return;
            }
            long number = longs.get(LAST_NUMBER) + 1;
            longs.put(LAST_NUMBER, number);
            put(ticket, NUMBER, number);
            put(ticket, CLIENT, client);
        }
        put(ticket, PROCESS, sender.process());
        put(ticket, LIMIT, sender.limit());
        put(ticket, READY_AT, readyAt);
        put(ticket, EXPECTED_BY, expectedBy);
    }

    /** Removes the ticket of a client that has got its turn, if it has one. */
    void remove(long client) {
        int own = find(client);
        if (own >= 0) {
            put(own, NUMBER, 0);
        }
    }

    private boolean isWaiting(int ticket, long now) {
        return get(ticket, NUMBER) > 0 && get(ticket, EXPECTED_BY) - now >= 0;
    }

    private int find(long client) {
        for (int ticket = 0; ticket < TICKETS; ticket++) {
            if (get(ticket, NUMBER) > 0 && get(ticket, CLIENT) == client) {
                return ticket;
            }
        }
        return -1;
    }

    /** A ticket that is not in use, else the one whose client is overdue for the longest time. */
    private int longestUnused() {
        int unused = 0;
        for (int ticket = 0; ticket < TICKETS; ticket++) {
            if (get(ticket, NUMBER) == 0) {
                return ticket;
            }
            unused = get(ticket, EXPECTED_BY) - get(unused, EXPECTED_BY) < 0 ? ticket : unused;
        }
        return unused;
    }

    private long get(int ticket, int field) {
        return longs.get(1 + ticket * LONGS_PER_TICKET + field);
    }

    private void put(int ticket, int field, long value) {
        longs.put(1 + ticket * LONGS_PER_TICKET + field, value);
    }
}
