package io.contactsync.job.run;

import io.contactsync.contact.source.Scan;
import io.contactsync.contact.source.Source;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The run's scans of its source: channels that begin at one place share one. */
public final class Scans {

    private final Source source;
    private final int channels;
    private final Map<String, SharedScan> byPosition = new HashMap<>();

    /**
     * Scans one source.
     *
     * @param source where contacts come from
     * @param channels how many channels read it
     */
    public Scans(Source source, int channels) {
        this.source = source;
        this.channels = channels;
    }

    /** A place in a scan behind a position; null for the start. */
    public synchronized SharedScan.Reader join(@Nullable String position) {
        String key = position == null ? "" : position;
        SharedScan shared = byPosition.computeIfAbsent(key, k -> open(position));
        SharedScan.Reader reader = shared.join();
        if (reader == null) {
            shared = open(position);
            byPosition.put(key, shared);
            reader = java.util.Objects.requireNonNull(shared.join());
        }
        return reader;
    }

    private SharedScan open(@Nullable String position) {
        Scan scan = source.after(position);
        return new SharedScan(scan, channels);
    }
}
