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

/** What a rehearsal has seen coming on one channel. For several threads. */
final class PlanCollector {
    private final int mostSamples;
    private final Map<CallKind, Long> addCalls = new EnumMap<>(CallKind.class);
    private final Map<PlannedChange.Reason, Long> reasons = new EnumMap<>(PlannedChange.Reason.class);
    private final Map<Outcome, Long> openOutcomes = new EnumMap<>(Outcome.class);
    private final Set<String> openCount = new HashSet<>();
    /** By when their contacts were read: threads come to their ends in another order. */
    private final NavigableMap<Long, PlannedChange> samples = new TreeMap<>();

    PlanCollector(int mostSamples) {
        this.mostSamples = mostSamples;
    }

    /**
     * Notes a contact that only a lookup could tell more of.
     *
     * @param outcome what the road makes of it when it is taken for new
     * @param lookups how many it takes at most
     */
    synchronized void addLookup(String sourceId, Outcome outcome, long lookups) {
        if (openCount.add(sourceId)) {
            openOutcomes.merge(outcome, 1L, Long::sum);
            addCalls.merge(CallKind.LOOKUP, lookups, Long::sum);
        }
    }

    synchronized boolean isOpen(String sourceId) {
        return openCount.contains(sourceId);
    }

    synchronized void addCalls(Map<CallKind, Integer> needed) {
        needed.forEach((kind, count) -> addCalls.merge(kind, (long) count, Long::sum));
    }

    synchronized void addReason(PlannedChange.@Nullable Reason reason) {
        if (reason != null) {
            reasons.merge(reason, 1L, Long::sum);
        }
    }

    /** Whether a change is among the first, as the source has them, of those that are known so far. */
    synchronized boolean wantsSample(long turn) {
        return mostSamples > 0 && (samples.size() < mostSamples || turn < samples.lastKey());
    }

    synchronized void addSample(long turn, PlannedChange change) {
        if (wantsSample(turn)) {
            samples.put(turn, change);
            if (samples.size() > mostSamples) {
                samples.pollLastEntry();
            }
        }
    }

    synchronized Map<CallKind, Long> addCalls() {
        return new EnumMap<>(addCalls);
    }

    synchronized Map<PlannedChange.Reason, Long> reasons() {
        return Map.copyOf(reasons);
    }

    synchronized long openCount(Outcome outcome) {
        return openOutcomes.getOrDefault(outcome, 0L);
    }

    synchronized long openCount() {
        return openCount.size();
    }

    synchronized List<PlannedChange> samples() {
        return List.copyOf(samples.values());
    }
}
