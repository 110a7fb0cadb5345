package io.contactsync.run;

import io.contactsync.connector.Scan;
import io.contactsync.connector.Source;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The scans of a run's source. Channels that start at the same position share one. Thread-safe. */
public final class ScanRegistry {

    private final Source source;
    private final int channels;
    private final UnaryOperator<Scan> wrapper;
    private final Map<String, SharedScan> byPosition = new HashMap<>();

    private ScanRegistry(Source source, int channels, UnaryOperator<Scan> wrapper) {
        this.source = source;
        this.channels = channels;
        this.wrapper = wrapper;
    }

    /**
     * Scans that read ahead in a thread of their own.
     *
     * @param channels the number of channels that will join
     * @param stop whether to give up waiting for the source
     */
    public static ScanRegistry readAhead(Source source, int channels, BooleanSupplier stop) {
        return new ScanRegistry(source, channels, scan -> new ReadAheadScan(scan, stop));
    }

    /**
     * Scans that read only what is requested.
     *
     * @param channels the number of channels that will join
     */
    public static ScanRegistry onDemand(Source source, int channels) {
        return new ScanRegistry(source, channels, scan -> scan);
    }

    /**
     * Joins the scan that starts after a position. Starts it if there is none, or if its first items are no longer
     * buffered.
     *
     * @param position null for the start of the source
     */
    public synchronized SharedScan.Reader join(@Nullable String position) {
        String key = position == null ? "" : position;
        SharedScan shared = byPosition.computeIfAbsent(key, k -> open(position));
        SharedScan.Reader reader = shared.join();
        if (reader == null) {
            shared = open(position);
            byPosition.put(key, shared);
            reader = Objects.requireNonNull(shared.join());
        }
        return reader;
    }

    private SharedScan open(@Nullable String position) {
        return new SharedScan(wrapper.apply(source.scanFrom(position)), channels);
    }
}
