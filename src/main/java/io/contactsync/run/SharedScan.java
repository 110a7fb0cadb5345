package io.contactsync.run;

import io.contactsync.connector.Scan;
import io.contactsync.contact.SourceItem;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One scan of the source for several channels. Each item is fetched once, and every channel reads at its own pace. A
 * channel waits while it is {@value #BUFFER_SIZE} items ahead of the slowest one.
 */
public final class SharedScan {

    private static final int BUFFER_SIZE = 20_000;

    private final Scan scan;
    private final int expected;
    /** A ring buffer with the items from {@link #start} to before {@link #end}, each at its number modulo the size. */
    private final @Nullable SourceItem[] buffer = new SourceItem[BUFFER_SIZE];

    private final List<Reader> readers = new ArrayList<>();
    private int joined;
    private long start;
    private long end;

    /** Shares a scan among the expected number of channels. */
    SharedScan(Scan scan, int expected) {
        this.scan = scan;
        this.expected = expected;
    }

    /** Whether the scan begins at the start of the source. */
    public boolean fromStart() {
        return scan.fromStart();
    }

    /** Whether the scan has returned the contact with an id. Valid at the end of the scan only. */
    public synchronized boolean saw(String id) {
        return scan.hasSeen(id);
    }

    /** Adds a reader; null if the first items are no longer buffered. */
    synchronized @Nullable Reader join() {
        if (start > 0) {
            return null;
        }
        Reader reader = new Reader();
        readers.add(reader);
        joined++;
        return reader;
    }

    /** The position of one channel in the scan. */
    public final class Reader {

        private long next;

        /**
         * Reads the next items: waits for the first one, and adds those that are available without waiting.
         *
         * @param max the maximum number of items, at least 1
         * @return the items; none at the end of the source
         */
        public List<SourceItem> read(int max) {
            synchronized (SharedScan.this) {
                awaitSlower(this);
                List<SourceItem> items = new ArrayList<>();
                while (items.size() < max && (next < end || (mayFetch(items.isEmpty()) && fetch()))) {
                    items.add(Objects.requireNonNull(buffer[slot(next++)]));
                }
                discardConsumed();
                return items;
            }
        }

        /** The scan, which is the same for all its readers. */
        public SharedScan scan() {
            return SharedScan.this;
        }

        /** Removes this reader; the last one closes the scan. */
        public void close() {
            synchronized (SharedScan.this) {
                readers.remove(this);
                if (readers.isEmpty() && joined >= expected) {
                    scan.close();
                }
                discardConsumed();
            }
        }
    }

    private static int slot(long number) {
        return (int) (number % BUFFER_SIZE);
    }

    private boolean mayFetch(boolean wait) {
        boolean ready = wait || !(scan instanceof ReadAheadScan ahead) || ahead.isReady();
        return ready && end - start < BUFFER_SIZE;
    }

    private boolean fetch() {
        if (!scan.hasNext()) {
            return false;
        }
        buffer[slot(end++)] = scan.next();
        return true;
    }

    private void awaitSlower(Reader reader) {
        while (reader.next - start >= BUFFER_SIZE) {
            try {
                wait();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new RunStoppedException();
            }
        }
    }

    private void discardConsumed() {
        boolean mayStillJoin = joined < expected && start == 0 && end < BUFFER_SIZE;
        long slowest = readers.stream().mapToLong(reader -> reader.next).min().orElse(end);
        while (!mayStillJoin && start < slowest) {
            buffer[slot(start++)] = null;
        }
        notifyAll();
    }
}
