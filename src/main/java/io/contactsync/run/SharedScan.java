package io.contactsync.run;

import io.contactsync.connector.Scan;
import io.contactsync.contact.SourceItem;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One scan of the source for several channels: each reading is fetched once, and every channel gets it at its own pace.
 *
 * <p>The fastest channel may be {@value #MOST_AHEAD} readings ahead of the slowest; then it waits.
 */
public final class SharedScan {

    private static final int MOST_AHEAD = 20_000;

    private final Scan scan;
    private final int expected;
    /** The readings from {@link #firstHeld} to before {@link #end}, each at its number modulo the length. */
    private final @Nullable SourceItem[] held = new SourceItem[MOST_AHEAD];

    private final List<Reader> readers = new ArrayList<>();
    private int joined;
    private long firstHeld;
    private long end;

    /**
     * Shares a scan.
     *
     * @param scan what is shared
     * @param expected how many channels will join
     */
    SharedScan(Scan scan, int expected) {
        this.scan = scan;
        this.expected = expected;
    }

    /**
     * Tells where the scan begins.
     *
     * @return true when it begins at the source's start
     */
    public boolean fromStart() {
        return scan.fromStart();
    }

    /**
     * Tells whether the scan has come upon a contact; to be asked at its end.
     *
     * @param id an id in the source
     * @return true when it was seen
     */
    public synchronized boolean saw(String id) {
        return scan.hasSeen(id);
    }

    /** One channel's place in the scan; null when what it would have to read first is gone already. */
    synchronized @Nullable Reader join() {
        if (firstHeld > 0) {
            return null;
        }
        Reader reader = new Reader();
        readers.add(reader);
        joined++;
        return reader;
    }

    /** One channel's place in the scan. */
    public final class Reader {

        private long next;

        /**
         * Reads on: waits for one reading, and takes along what is there without waiting.
         *
         * @param most how many at most, at least 1
         * @return the next readings; none at the end
         */
        public List<SourceItem> read(int most) {
            synchronized (SharedScan.this) {
                awaitSlower(this);
                List<SourceItem> readings = new ArrayList<>();
                while (readings.size() < most && (next < end || (mayFetch(readings.isEmpty()) && fetch()))) {
                    readings.add(Objects.requireNonNull(held[slot(next++)]));
                }
                forgetWhatAllHave();
                return readings;
            }
        }

        /**
         * The scan that this is a place in.
         *
         * @return the same for all its readers
         */
        public SharedScan scan() {
            return SharedScan.this;
        }

        /** Gives the place up; the last one closes the scan. */
        public void leave() {
            synchronized (SharedScan.this) {
                readers.remove(this);
                if (readers.isEmpty() && joined >= expected) {
                    scan.close();
                }
                forgetWhatAllHave();
            }
        }
    }

    private static int slot(long number) {
        return (int) (number % MOST_AHEAD);
    }

    private boolean mayFetch(boolean wait) {
        boolean ready = wait || !(scan instanceof ReadAheadScan ahead) || ahead.isReady();
        return ready && end - firstHeld < MOST_AHEAD;
    }

    private boolean fetch() {
        if (!scan.hasNext()) {
            return false;
        }
        held[slot(end++)] = scan.next();
        return true;
    }

    private void awaitSlower(Reader reader) {
        while (reader.next - firstHeld >= MOST_AHEAD) {
            try {
                wait();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new RunStoppedException();
            }
        }
    }

    private void forgetWhatAllHave() {
        boolean latecomersStart = joined < expected && firstHeld == 0 && end < MOST_AHEAD;
        long slowest = readers.stream().mapToLong(reader -> reader.next).min().orElse(end);
        while (!latecomersStart && firstHeld < slowest) {
            held[slot(firstHeld++)] = null;
        }
        notifyAll();
    }
}
