package io.contactsync.connector;

import io.contactsync.contact.SourceItem;
import java.util.Iterator;

/**
 * One pass over a source. Each id is returned once, even if the source lists it several times. If a scan ends without
 * an exception, it has returned every contact after its start position. Only then can a contact that it has not seen be
 * treated as missing.
 */
public interface Scan extends Iterator<SourceItem>, AutoCloseable {

    /**
     * Returns true if the scan starts at the beginning of the source: no position was requested, or the requested one
     * no longer exists.
     */
    boolean fromStart();

    /**
     * Returns true if the scan has read an id, including repetitions that it did not return. May be called after the
     * scan was closed.
     */
    boolean hasSeen(String id);

    @Override
    void close();
}
