package io.contactsync.http;

import java.nio.LongBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Counts the attempts sent to a server by kind, the retries among them and the 429 responses. An attempt is counted
 * immediately before it is written.
 *
 * <p>The counters are stored in a buffer that the caller supplies; a memory-mapped file preserves them across
 * {@code kill -9}. The layout: one long for each kind in the given order, then the retries, then the 429 responses.
 */
public final class CallCounts {

    private final List<String> kinds;
    private final LongBuffer buffer;

    /**
     * Continues from the values in the buffer.
     *
     * @param kinds the names to count under, without duplicates
     * @param buffer at least {@link #requiredLongs} longs, used from index 0
     * @throws IllegalArgumentException if the buffer is too small
     */
    public CallCounts(List<String> kinds, LongBuffer buffer) {
        if (buffer.capacity() < requiredLongs(kinds)) {
            throw new IllegalArgumentException("counters for " + kinds.size() + " kinds need " + requiredLongs(kinds)
                    + " longs, not " + buffer.capacity());
        }
        this.kinds = List.copyOf(kinds);
        this.buffer = buffer;
    }

    /** {@return the number of longs that the buffer needs for these kinds} */
    public static int requiredLongs(List<String> kinds) {
        return kinds.size() + 2;
    }

    /**
     * Returns the number of attempts of a kind, including those answered 401 or 429.
     *
     * @throws IllegalArgumentException if the kind is unknown
     */
    public synchronized long of(String kind) {
        return buffer.get(indexOf(kind));
    }

    /** {@return the attempts of each kind, in the order of the kinds, zeros included} */
    public synchronized Map<String, Long> byKind() {
        Map<String, Long> counts = new LinkedHashMap<>();
        for (int i = 0; i < kinds.size(); i++) {
            counts.put(kinds.get(i), buffer.get(i));
        }
        return counts;
    }

    /** {@return the attempts of all kinds} */
    public synchronized long total() {
        long total = 0;
        for (int i = 0; i < kinds.size(); i++) {
            total += buffer.get(i);
        }
        return total;
    }

    /** {@return the number of attempts that repeated a call after a failure other than a 429} */
    public synchronized long retries() {
        return buffer.get(kinds.size());
    }

    /** {@return the number of attempts that were answered 429} */
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
            throw new IllegalArgumentException("unknown kind of call: " + kind);
        }
        return index;
    }
}
