package io.contactsync.simulator.call;

import java.util.Map;
import java.util.TreeMap;

/** How many calls of one kind on one channel arrived, and what they were answered. */
final class Tally {

    private final Map<Integer, Long> byStatus = new TreeMap<>();
    private long arrived;

    synchronized void arrived() {
        arrived++;
    }

    synchronized void answered(int status) {
        byStatus.merge(status, 1L, Long::sum);
    }

    synchronized long total() {
        return arrived;
    }

    synchronized long withStatus(int status) {
        return byStatus().getOrDefault(status, 0L);
    }

    /** {@return counts by status, those without an answer under 0; their sum is the total} */
    synchronized Map<Integer, Long> byStatus() {
        Map<Integer, Long> counts = new TreeMap<>(byStatus);
        long answered = byStatus.values().stream().mapToLong(Long::longValue).sum();
        if (arrived > answered) {
            counts.merge(0, arrived - answered, Long::sum);
        }
        return counts;
    }
}
