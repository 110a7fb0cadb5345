package io.contactsync.simulator.server;

import java.util.Map;
import java.util.TreeMap;

/** Counts the calls of one kind on one channel by status. Thread-safe. */
final class CallStatistics {

    private final Map<Integer, Long> byStatus = new TreeMap<>();
    private long calls;

    synchronized void countCall() {
        calls++;
    }

    synchronized void countResponse(int status) {
        byStatus.merge(status, 1L, Long::sum);
    }

    synchronized long total() {
        return calls;
    }

    synchronized long withStatus(int status) {
        return byStatus().getOrDefault(status, 0L);
    }

    /** {@return counts by status, with calls that have no response under 0; their sum is the total} */
    synchronized Map<Integer, Long> byStatus() {
        Map<Integer, Long> counts = new TreeMap<>(byStatus);
        long responses = byStatus.values().stream().mapToLong(Long::longValue).sum();
        if (calls > responses) {
            counts.merge(0, calls - responses, Long::sum);
        }
        return counts;
    }
}
