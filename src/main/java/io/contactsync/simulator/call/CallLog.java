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

/** The log of the calls that one service received. Thread-safe. */
public final class CallLog {

    private final LongSupplier epochNanos;
    private final Duration window;
    private final int maxEntries;
    private final Deque<OpenCall> entries = new ArrayDeque<>();
    private final Map<String, Map<CallKind, Tally>> tallies = new TreeMap<>();
    private final Map<String, PeakRate> peaks = new TreeMap<>();
    private long sequence;

    /**
     * Creates an empty log.
     *
     * @param epochNanos a monotonic clock in nanoseconds since 1970
     * @param window the window length for {@link #peak}
     * @param maxEntries the number of entries to keep; older ones are dropped, but remain in the counts
     */
    public CallLog(LongSupplier epochNanos, Duration window, int maxEntries) {
        this.epochNanos = epochNanos;
        this.window = window;
        this.maxEntries = maxEntries;
    }

    /**
     * Logs a call that arrives now.
     *
     * @return its entry, which takes the status once it is known
     */
    public synchronized OpenCall record(Arrival arrival) {
        Tally tally = tallies.computeIfAbsent(arrival.channel(), channel -> new EnumMap<>(CallKind.class))
                .computeIfAbsent(arrival.kind(), kind -> new Tally());
        tally.countCall();
        long now = epochNanos.getAsLong();
        peaks.computeIfAbsent(arrival.channel(), channel -> new PeakRate(window.toNanos()))
                .record(now);
        OpenCall call = new OpenCall(++sequence, now, arrival, tally);
        entries.addLast(call);
        if (entries.size() > maxEntries) {
            entries.removeFirst();
        }
        return call;
    }

    /** {@return the kept entries in order of arrival} */
    public synchronized List<Call> entries() {
        return entries.stream().map(OpenCall::snapshot).toList();
    }

    /** {@return the number of all calls, including rejected ones} */
    public synchronized long count() {
        return tallies.values().stream()
                .flatMap(kinds -> kinds.values().stream())
                .mapToLong(Tally::total)
                .sum();
    }

    /** {@return the number of calls of a kind on all channels} */
    public synchronized long count(CallKind kind) {
        return tallies.keySet().stream()
                .mapToLong(channel -> count(channel, kind))
                .sum();
    }

    /** {@return the number of calls of a kind on a channel} */
    public synchronized long count(String channel, CallKind kind) {
        return tally(channel, kind).total();
    }

    /** {@return the number of calls of a kind on a channel with this status; status 0 means no response} */
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

    /** {@return the largest number of calls of a channel in any window, including rejected ones} */
    public synchronized int peak(String channel) {
        PeakRate peak = peaks.get(channel);
        return peak == null ? 0 : peak.peak();
    }

    /** Removes all entries and counts; the rate limits keep their state. */
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
