package io.contactsync.plan;

import io.contactsync.contact.CallKind;
import io.contactsync.contact.Outcome;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Collects what a dry run would do on one channel. Thread-safe. */
final class PlanCollector {
    private final int maxSamples;
    private final Map<CallKind, Long> calls = new EnumMap<>(CallKind.class);
    private final Map<PlannedChange.Reason, Long> reasons = new EnumMap<>(PlannedChange.Reason.class);
    private final Map<Outcome, Long> outcomesIfNew = new EnumMap<>(Outcome.class);
    private final Set<String> toLookUp = new HashSet<>();
    /** In the order in which their contacts were read, because threads finish in a different order. */
    private final NavigableMap<Long, PlannedChange> samples = new TreeMap<>();

    PlanCollector(int maxSamples) {
        this.maxSamples = maxSamples;
    }

    /**
     * Adds a contact whose outcome only a lookup can decide.
     *
     * @param outcome its outcome if it is new
     * @param lookups the maximum number of lookups
     */
    synchronized void addLookup(String sourceId, Outcome outcome, long lookups) {
        if (toLookUp.add(sourceId)) {
            outcomesIfNew.merge(outcome, 1L, Long::sum);
            calls.merge(CallKind.LOOKUP, lookups, Long::sum);
        }
    }

    synchronized boolean mustLookUp(String sourceId) {
        return toLookUp.contains(sourceId);
    }

    synchronized void addCalls(Map<CallKind, Integer> needed) {
        needed.forEach((kind, count) -> calls.merge(kind, (long) count, Long::sum));
    }

    synchronized void addReason(PlannedChange.@Nullable Reason reason) {
        if (reason != null) {
            reasons.merge(reason, 1L, Long::sum);
        }
    }

    /** Whether a change is among the first known so far, in the order of the source. */
    synchronized boolean wantsSample(long number) {
        return maxSamples > 0 && (samples.size() < maxSamples || number < samples.lastKey());
    }

    synchronized void addSample(long number, PlannedChange change) {
        if (wantsSample(number)) {
            samples.put(number, change);
            if (samples.size() > maxSamples) {
                samples.pollLastEntry();
            }
        }
    }

    synchronized Map<CallKind, Long> calls() {
        return new EnumMap<>(calls);
    }

    synchronized Map<PlannedChange.Reason, Long> reasons() {
        return Map.copyOf(reasons);
    }

    synchronized long toLookUp(Outcome outcome) {
        return outcomesIfNew.getOrDefault(outcome, 0L);
    }

    synchronized long toLookUp() {
        return toLookUp.size();
    }

    synchronized List<PlannedChange> samples() {
        return List.copyOf(samples.values());
    }
}
