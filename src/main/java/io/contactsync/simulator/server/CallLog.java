package io.contactsync.simulator.server;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The log of the calls that one service received. Thread-safe. */
public final class CallLog {

    private final LongSupplier epochNanos;
    private final Duration window;
    private final int maxEntries;
    private final Deque<PendingCall> entries = new ArrayDeque<>();
    private final Map<String, Map<EndpointKind, CallStatistics>> tallies = new TreeMap<>();
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
    public synchronized PendingCall record(SimulatorService.IncomingCall incoming) {
        CallStatistics tally = tallies.computeIfAbsent(incoming.channel(), channel -> new EnumMap<>(EndpointKind.class))
                .computeIfAbsent(incoming.kind(), kind -> new CallStatistics());
        tally.countCall();
        long now = epochNanos.getAsLong();
        peaks.computeIfAbsent(incoming.channel(), channel -> new PeakRate(window.toNanos()))
                .record(now);
        PendingCall call = new PendingCall(++sequence, now, incoming, tally);
        entries.addLast(call);
        if (entries.size() > maxEntries) {
            entries.removeFirst();
        }
        return call;
    }

    /** {@return the kept entries in the order in which they were received} */
    public synchronized List<Entry> entries() {
        return entries.stream().map(PendingCall::snapshot).toList();
    }

    /** {@return the number of all calls, including rejected ones} */
    public synchronized long count() {
        return tallies.values().stream()
                .flatMap(kinds -> kinds.values().stream())
                .mapToLong(CallStatistics::total)
                .sum();
    }

    /** {@return the number of calls of a kind on all channels} */
    public synchronized long count(EndpointKind kind) {
        return tallies.keySet().stream()
                .mapToLong(channel -> count(channel, kind))
                .sum();
    }

    /** {@return the number of calls of a kind on a channel} */
    public synchronized long count(String channel, EndpointKind kind) {
        return tally(channel, kind).total();
    }

    /** {@return the number of calls of a kind on a channel with this status; status 0 means no response} */
    public synchronized long count(String channel, EndpointKind kind, int status) {
        return tally(channel, kind).withStatus(status);
    }

    /** {@return counts by channel, kind and status} */
    public synchronized Map<String, Map<EndpointKind, Map<Integer, Long>>> counts() {
        Map<String, Map<EndpointKind, Map<Integer, Long>>> counts = new TreeMap<>();
        tallies.forEach((channel, kinds) -> {
            Map<EndpointKind, Map<Integer, Long>> byKind = new EnumMap<>(EndpointKind.class);
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

    private CallStatistics tally(String channel, EndpointKind kind) {
        return tallies.getOrDefault(channel, Map.of()).getOrDefault(kind, new CallStatistics());
    }

    /**
     * An entry of the call log.
     *
     * @param sequence 1 for the first call of the service since the log was reset
     * @param receivedNanos when the call was received, in nanoseconds since 1970, from a monotonic clock
     * @param receivedMillis the same in milliseconds
     * @param path the raw path and query
     * @param status the status of the response; 0 before it is sent, or if the connection was dropped
     * @param channel the token's channel, "digivault" for DigiVault, empty for an unknown token
     * @param parts the number of fields or tags in the body
     * @param contactId the contact that was named in the path or created, null if there is none
     * @param fault the faults that were triggered, joined by "+", null if there were none
     */
    public record Entry(
            long sequence,
            long receivedNanos,
            long receivedMillis,
            String method,
            EndpointKind kind,
            String path,
            int status,
            String channel,
            int parts,
            @Nullable String contactId,
            @Nullable String fault) {}
}
