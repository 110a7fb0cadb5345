package io.contactsync.run;

import io.contactsync.connector.Scan;
import io.contactsync.connector.Source;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The run's scans of its source: channels that begin at one place share one. */
public final class ScanRegistry {

    private final Source source;
    private final int channels;
    private final UnaryOperator<Scan> reading;
    private final Map<String, SharedScan> byPosition = new HashMap<>();

    private ScanRegistry(Source source, int channels, UnaryOperator<Scan> reading) {
        this.source = source;
        this.channels = channels;
        this.reading = reading;
    }

    /**
     * Scans that are read ahead of those who ask.
     *
     * @param source what is scanned
     * @param channels how many channels will join
     * @param stop whether waiting for the source has become pointless
     * @return the scans of a run
     */
    public static ScanRegistry readAhead(Source source, int channels, BooleanSupplier stop) {
        return new ScanRegistry(source, channels, scan -> new ReadAheadScan(scan, stop));
    }

    /**
     * Scans of which nothing is read that nobody asks for.
     *
     * @param source what is scanned
     * @param channels how many channels will join
     * @return the scans of a run
     */
    public static ScanRegistry asAsked(Source source, int channels) {
        return new ScanRegistry(source, channels, scan -> scan);
    }

    /**
     * Joins a scan.
     *
     * @param position the position behind which to begin; null for the start
     * @return a place in it
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
        return new SharedScan(reading.apply(source.scanFrom(position)), channels);
    }
}
