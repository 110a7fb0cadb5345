package io.contactsync.http;

import java.nio.LongBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How many calls went over the wire, by kind, and why some were repeated; counted immediately before each is written.
 *
 * <p>The figures live in a buffer that is handed in: a mapped file keeps them through {@code kill -9}. On it stand the
 * kinds in their order, then the repeats, then the 429s.
 */
public final class CallCounts {

    private final List<String> kinds;
    private final LongBuffer buffer;

    /**
     * Counts on from what the buffer holds.
     *
     * @param kinds the names to count under, each once
     * @param store at least {@link #longs} longs; used from its index 0 on
     * @throws IllegalArgumentException when the store is too small
     */
    public CallCounts(List<String> kinds, LongBuffer store) {
        if (store.capacity() < requiredLongs(kinds)) {
            throw new IllegalArgumentException("the counts of " + kinds.size() + " kinds need " + requiredLongs(kinds)
                    + " longs, not " + store.capacity());
        }
        this.kinds = List.copyOf(kinds);
        this.buffer = store;
    }

    /**
     * How large the store must be.
     *
     * @param kinds the names to count under
     * @return longs
     */
    public static int requiredLongs(List<String> kinds) {
        return kinds.size() + 2;
    }

    /**
     * The attempts of a kind.
     *
     * @param kind its name
     * @return every attempt that went over the wire, 401s and 429s too
     * @throws IllegalArgumentException for a name that is not counted
     */
    public synchronized long of(String kind) {
        return buffer.get(indexOf(kind));
    }

    /**
     * The attempts of each kind.
     *
     * @return in the order of the kinds, zeros too
     */
    public synchronized Map<String, Long> byKind() {
        Map<String, Long> counts = new LinkedHashMap<>();
        for (int i = 0; i < kinds.size(); i++) {
            counts.put(kinds.get(i), buffer.get(i));
        }
        return counts;
    }

    /**
     * All attempts.
     *
     * @return the sum over the kinds
     */
    public synchronized long total() {
        long total = 0;
        for (int i = 0; i < kinds.size(); i++) {
            total += buffer.get(i);
        }
        return total;
    }

    /**
     * The attempts that repeated a call which had failed otherwise than by 429.
     *
     * @return how many
     */
    public synchronized long retries() {
        return buffer.get(kinds.size());
    }

    /**
     * The attempts that were answered 429.
     *
     * @return how many
     */
    public synchronized long throttled() {
        return buffer.get(kinds.size() + 1);
    }

    synchronized void countAttempt(String kind) {
        increment(indexOf(kind));
    }

    synchronized void countRetry() {
        increment(kinds.size());
    }

    synchronized void countThrottled() {
        increment(kinds.size() + 1);
    }

    private void increment(int index) {
        buffer.put(index, buffer.get(index) + 1);
    }

    int indexOf(String kind) {
        int index = kinds.indexOf(kind);
        if (index < 0) {
            throw new IllegalArgumentException("calls of the kind " + kind + " are not counted");
        }
        return index;
    }
}
