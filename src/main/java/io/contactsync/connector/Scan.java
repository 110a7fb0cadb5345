package io.contactsync.connector;

import io.contactsync.contact.SourceItem;
import java.util.Iterator;

/**
 * One pass over a source. Each id comes once, however often the source shows it. A scan that ends without an exception
 * has seen everything behind its start: only then may an id that did not come be called missing.
 */
public interface Scan extends Iterator<SourceItem>, AutoCloseable {

    /**
     * Tells where the scan begins.
     *
     * @return true when it begins at the source's start: none was asked for, or the position is there no more
     */
    boolean fromStart();

    /**
     * Tells whether the scan has come upon a contact. May be asked after the scan was closed.
     *
     * @param id an id in the source
     * @return true when a reading with this id was given out or held back as a repetition
     */
    boolean hasSeen(String id);

    @Override
    void close();
}
