package io.contactsync.job.run;

import io.contactsync.contact.Reading;
import io.contactsync.contact.source.Scan;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
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
    private final Deque<Reading> held = new ArrayDeque<>();
    private final List<Reader> readers = new ArrayList<>();
    private int joined;
    private long firstHeld;

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

    /** Whether the scan began where the source begins. */
    public boolean fromStart() {
        return scan.fromStart();
    }

    /** Whether the scan has come upon an id. */
    public boolean saw(String id) {
        synchronized (this) {
            return scan.saw(id);
        }
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

        /** The next reading, or null at the end. */
        public @Nullable Reading read() {
            synchronized (SharedScan.this) {
                awaitSlower(this);
                if (next == firstHeld + held.size() && !fetch()) {
                    return null;
                }
                Reading reading = get(next++);
                forgetWhatAllHave();
                return reading;
            }
        }

        /** The scan that is read. */
        public SharedScan scan() {
            return SharedScan.this;
        }

        /** Reads no further, so that nothing is held for this reader. */
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

    private Reading get(long index) {
        // One of the channels is always at the end of what is held, or near it: with one channel this is one step.
        if (index == firstHeld) {
            return held.getFirst();
        }
        return index == firstHeld + held.size() - 1
                ? held.getLast()
                : held.stream().skip(index - firstHeld).findFirst().orElseThrow();
    }

    private boolean fetch() {
        if (!scan.hasNext()) {
            return false;
        }
        held.addLast(scan.next());
        return true;
    }

    private void awaitSlower(Reader reader) {
        while (reader.next - firstHeld >= MOST_AHEAD && readers.stream().anyMatch(other -> other.next <= firstHeld)) {
            try {
                wait();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new StoppedEarly();
            }
        }
    }

    private void forgetWhatAllHave() {
        boolean latecomersStart = joined < expected && firstHeld == 0 && held.size() < MOST_AHEAD;
        long slowest = readers.stream().mapToLong(reader -> reader.next).min().orElse(firstHeld + held.size());
        while (!latecomersStart && firstHeld < slowest && !held.isEmpty()) {
            held.removeFirst();
            firstHeld++;
        }
        notifyAll();
    }
}
