package io.contactsync.contact;

import java.util.Iterator;

/**
 * One pass over a source. Each id comes once, however often the source shows it. A scan that ends without an exception
 * has seen everything behind its start: only then may an id that did not come be called missing.
 */
public interface Scan extends Iterator<Reading>, AutoCloseable {

    @Override
    void close();
}
