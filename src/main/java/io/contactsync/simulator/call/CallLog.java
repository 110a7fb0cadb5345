package io.contactsync.simulator.call;

import io.contactsync.simulator.limit.PeakRate;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/** The calls that one service received; safe for use by several threads. */
public final class CallLog {

    private final LongSupplier epochNanos;
    private final Duration window;
    private final int cap;
    private final Deque<OpenCall> entries = new ArrayDeque<>();
    private final Map<String, Map<CallKind, Tally>> tallies = new TreeMap<>();
    private final Map<String, PeakRate> peaks = new TreeMap<>();
    private long sequence;

    /**
     * An empty log.
     *
     * @param epochNanos the time in nanoseconds since 1970, never stepping back
     * @param window the window of {@link #peak}
     * @param cap most entries kept; older ones go, counts stay
     */
    public CallLog(LongSupplier epochNanos, Duration window, int cap) {
        this.epochNanos = epochNanos;
        this.window = window;
        this.cap = cap;
    }

    /**
     * Counts a call that arrived now.
     *
     * @return its entry, to be told the answer
     */
    public synchronized OpenCall arrived(Arrival arrival) {
        Tally tally = tallies.computeIfAbsent(arrival.channel(), channel -> new EnumMap<>(CallKind.class))
                .computeIfAbsent(arrival.kind(), kind -> new Tally());
        tally.arrived();
        long now = epochNanos.getAsLong();
        peaks.computeIfAbsent(arrival.channel(), channel -> new PeakRate(window.toNanos()))
                .arrive(now);
        OpenCall call = new OpenCall(++sequence, now, arrival, tally);
        entries.addLast(call);
        if (entries.size() > cap) {
            entries.removeFirst();
        }
        return call;
    }

    /** {@return the newest entries in order of arrival, up to the cap} */
    public synchronized List<Call> entries() {
        return entries.stream().map(OpenCall::snapshot).toList();
    }

    /** {@return how many calls arrived, refused ones too} */
    public synchronized long count() {
        return tallies.values().stream()
                .flatMap(kinds -> kinds.values().stream())
                .mapToLong(Tally::total)
                .sum();
    }

    /** {@return how many calls of a kind arrived on all channels together} */
    public synchronized long count(CallKind kind) {
        return tallies.keySet().stream()
                .mapToLong(channel -> count(channel, kind))
                .sum();
    }

    /** {@return how many calls of a kind arrived on a channel} */
    public synchronized long count(String channel, CallKind kind) {
        return tally(channel, kind).total();
    }

    /** {@return how many calls of a kind on a channel were answered with a status; 0 means not at all} */
    public synchronized long count(String channel, CallKind kind, int status) {
        return tally(channel, kind).withStatus(status);
    }

    /** {@return counts by channel, kind and status} */
    public synchronized Map<String, Map<CallKind, Map<Integer, Long>>> counts() {
        Map<String, Map<CallKind, Map<Integer, Long>>> counts = new TreeMap<>();
        tallies.forEach((channel, kinds) -> {
            Map<CallKind, Map<Integer, Long>> byKind = new EnumMap<>(CallKind.class);
            kinds.forEach((kind, tally) -> byKind.put(kind, tally.byStatus()));
            counts.put(channel, byKind);
        });
        return counts;
    }

    /** {@return the largest number of calls of a channel that arrived in any window of the limit's length} */
    public synchronized int peak(String channel) {
        PeakRate peak = peaks.get(channel);
        return peak == null ? 0 : peak.peak();
    }

    /** Forgets all calls; the limits do not. */
    public synchronized void reset() {
        entries.clear();
        tallies.clear();
        peaks.clear();
        sequence = 0;
    }

    private Tally tally(String channel, CallKind kind) {
        return tallies.getOrDefault(channel, Map.of()).getOrDefault(kind, new Tally());
    }
}
