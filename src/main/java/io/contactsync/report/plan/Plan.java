package io.contactsync.report.plan;

import io.contactsync.report.Counts;
import io.contactsync.report.RunResult;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a run would do.
 *
 * @param rehearsed the run as it was rehearsed
 * @param lookedUp whether contacts without a link were looked up
 * @param channels the part of each channel, in the job file's order
 * @param changes samples of what would be done
 * @param minutes how long the calls take at the job's pace on an idle token
 * @param finishAt when a run that begins now would be done
 * @param notes what else is worth knowing before a run
 */
public record Plan(
        RunResult rehearsed,
        boolean lookedUp,
        Map<String, Part> channels,
        List<PlannedChange> changes,
        double minutes,
        Instant finishAt,
        List<String> notes) {
    /**
     * One channel's part.
     *
     * @param contacts counts by the names that results use, {@code toLookUp} last
     * @param reasons how many contacts would be written for which reason
     * @param calls the calls that the run needs, by kind
     */
    public record Part(Map<String, Long> contacts, Map<Reason, Long> reasons, Map<String, Long> calls) {}

    /**
     * The counts over all channels.
     *
     * @return the sums, contacts read counted once
     */
    public Map<String, Long> contacts() {
        Map<String, Long> sums =
                sum(channels.values().stream().map(Part::contacts).toList());
        Counts rehearsedCounts = rehearsed.contacts();
        sums.put("read", rehearsedCounts.read());
        return sums;
    }

    /**
     * The reasons over all channels.
     *
     * @return how many contacts would be written for which reason, each reason present
     */
    public Map<Reason, Long> reasons() {
        Map<Reason, Long> sums = new LinkedHashMap<>();
        for (Reason reason : Reason.values()) {
            sums.put(
                    reason,
                    channels.values().stream()
                            .mapToLong(part -> part.reasons().getOrDefault(reason, 0L))
                            .sum());
        }
        return sums;
    }

    /**
     * The calls to the target that a run needs.
     *
     * @return by kind, over all channels
     */
    public Map<String, Long> calls() {
        return sum(channels.values().stream().map(Part::calls).toList());
    }

    private static Map<String, Long> sum(Collection<Map<String, Long>> parts) {
        Map<String, Long> sums = new LinkedHashMap<>();
        parts.forEach(part -> part.forEach((name, count) -> sums.merge(name, count, Long::sum)));
        return sums;
    }

    /**
     * Tells whether a run would write anything.
     *
     * @return true when a contact would be created, updated or marked missing, or may be, which only a lookup tells
     */
    public boolean hasSomethingToDo() {
        Map<String, Long> contacts = contacts();
        return contacts.getOrDefault("created", 0L)
                        + contacts.getOrDefault("updated", 0L)
                        + contacts.getOrDefault("missing", 0L)
                        + contacts.getOrDefault("toLookUp", 0L)
                > 0;
    }
}
