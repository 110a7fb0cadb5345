package io.contactsync.http.ratelimit;

import io.contactsync.support.BootId;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The sequence number of the last change to a rate limiter file, in a file of its own. So a process that has just
 * started notices, too, that the rate limiter file was deleted or replaced by an older copy. All access is guarded by
 * the lock of the rate limiter file.
 *
 * <p>A file that is missing, damaged or from another boot tells nothing; the next change writes it again.
 */
final class RateLimiterCounter implements Closeable {

    private static final long MAGIC = 0x7061_6365_0000_0102L;
    private static final int LONGS = 6;

    private final BootId boot;
    private final LockedFile file;
    private boolean known;
    private long sequence;
    private long busyUntil;

    RateLimiterCounter(Path path, BootId boot) throws IOException {
        this.boot = boot;
        this.file = new LockedFile(path);
    }

    /** Reads what another process may have written. */
    void read() throws IOException {
        long[] longs = file.read(0, LONGS);
        known = longs.length == LONGS && Arrays.equals(longs, contents(longs[3], longs[4]));
        sequence = known ? longs[3] : 0;
        busyUntil = known ? longs[4] : 0;
    }

    /** Whether changes to the rate limiter file since this boot are recorded. */
    boolean isKnown() {
        return known;
    }

    /** The number of the last change; 0 if none is known. */
    long sequence() {
        return sequence;
    }

    /** When the last slot was going to be free after that change. */
    long busyUntil() {
        return busyUntil;
    }

    void write(long newSequence, long newBusyUntil) throws IOException {
        file.write(0, contents(newSequence, newBusyUntil));
    }

    private long[] contents(long ofSequence, long ofBusyUntil) {
        long[] longs = {
            MAGIC, boot.id().getMostSignificantBits(), boot.id().getLeastSignificantBits(), ofSequence, ofBusyUntil, 0
        };
        longs[LONGS - 1] = StateBuffer.checksum(0, longs);
        return longs;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
