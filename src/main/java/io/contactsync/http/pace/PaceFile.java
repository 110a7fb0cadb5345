package io.contactsync.http.pace;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteOrder;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.channels.FileLock;
import java.nio.channels.FileLockInterruptionException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A token's state on disk, mapped and locked, shared by all processes of the machine.
 *
 * <p>What is written is there at once, also when the process is killed in the next moment. One process opens a file
 * once: its locks belong to the process, and closing a second channel would drop them. A file that is not ours or is
 * broken is begun anew, with a full window taken as spent; one from before the last boot too, but the window then
 * reaches back to the boot only. A file that was not there means an idle channel.
 */
final class PaceFile implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(PaceFile.class);
    private static final long MAX_BYTES = bytes(100_000);
    private static final Map<Path, PaceFile> OPEN = new HashMap<>();

    private final Path path;
    private final Ticker ticker;
    private final Pacing pacing;
    private final Boot boot;
    private final ReentrantLock lock = new ReentrantLock();
    private FileChannel channel;
    private @Nullable PaceState mappedState;
    private long mappedBytes;
    private int slots;
    private int users;

    private PaceFile(Path path, Ticker ticker, Pacing pacing) throws IOException {
        this.path = path;
        this.ticker = ticker;
        this.pacing = pacing;
        this.boot = Boot.current();
        this.channel = openChannel(path);
    }

    /** Opens the state of a token, with room for at least so many slots. */
    static PaceFile open(Path path, int slots, Ticker ticker, Pacing pacing) {
        synchronized (OPEN) {
            try {
                boolean created = OwnersFile.create(path);
                Path real = path.toRealPath();
                PaceFile file = OPEN.get(real);
                if (file == null) {
                    file = new PaceFile(real, ticker, pacing);
                    file.initialize(slots, created);
                    OPEN.put(real, file);
                }
                file.ensureSlots(slots);
                file.users++;
                return file;
            } catch (IOException e) {
                throw new UncheckedIOException("the pace file " + path + " cannot be used", e);
            }
        }
    }

    private static FileChannel openChannel(Path path) throws IOException {
        return FileChannel.open(path, EnumSet.of(StandardOpenOption.READ, StandardOpenOption.WRITE));
    }

    /** Does something with the state while nobody else can. */
    @SuppressWarnings("try") // a lock is held, not used
    <T> T withLock(Function<PaceState, T> action) {
        lock.lock();
        // An interrupt would close the channel, and with it drop the lock; it is put off until we are done.
        boolean interrupted = Thread.interrupted();
        try {
            while (true) {
                try (FileLock held = channel.lock()) {
                    return action.apply(currentState());
                } catch (ClosedChannelException | FileLockInterruptionException e) {
                    interrupted |= Thread.interrupted();
                    reopen();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the pace file " + path + " cannot be used", e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            lock.unlock();
        }
    }

    private void reopen() throws IOException {
        channel = openChannel(path);
        mappedState = null;
        mappedBytes = 0;
    }

    @SuppressWarnings("try") // a lock is held, not used
    private void initialize(int atLeast, boolean created) throws IOException {
        slots = atLeast;
        for (int tries = 0; !created && channel.size() == 0 && tries < 25; tries++) {
            // Another process has made it this moment and is about to fill it.
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
        if (created) {
            try (FileLock held = channel.lock()) {
                map().format(boot, ticker.nanoTime(), ticker.nanoTime());
            }
        }
        withLock(state -> {
            state.releaseDeadHolders(ticker.nanoTime());
            return state;
        });
    }

    private void ensureSlots(int atLeast) {
        lock.lock();
        try {
            slots = Math.max(slots, atLeast);
        } finally {
            lock.unlock();
        }
    }

    private PaceState currentState() throws IOException {
        PaceState state = mappedState;
        long size = channel.size();
        if (state != null && size == mappedBytes && size >= bytes(slots) && state.hasMagic()) {
            return state;
        }
        boolean cut = size < mappedBytes || size < bytes(1) || size > MAX_BYTES;
        PaceState fresh = map();
        long now = ticker.nanoTime();
        if (cut || !fresh.hasMagic() || (fresh.isSameBoot(boot) && !fresh.isPlausible(now))) {
            log.warn("A pace file was not readable: a full window is taken as spent.");
            fresh.format(boot, now, now + pacing.nanosAfterAnswer());
        } else if (!fresh.isSameBoot(boot)) {
            fresh.format(boot, now, boot.earlierCallsExpireAt(now, pacing));
        } else {
            fresh.slots().clear((int) ((size - PaceState.HEADER_BYTES) / PaceState.SLOT_BYTES), now);
        }
        return fresh;
    }

    private PaceState map() throws IOException {
        long size = Math.max(Math.min(channel.size(), MAX_BYTES), bytes(slots));
        mappedBytes = size;
        PaceState state = new PaceState(
                channel.map(MapMode.READ_WRITE, 0, size)
                        .order(ByteOrder.nativeOrder())
                        .asLongBuffer(),
                pacing);
        mappedState = state;
        return state;
    }

    private static long bytes(int slots) {
        return PaceState.HEADER_BYTES + (long) slots * PaceState.SLOT_BYTES;
    }

    @Override
    public void close() {
        synchronized (OPEN) {
            users--;
            if (users == 0) {
                OPEN.remove(path);
                try {
                    channel.close();
                } catch (IOException e) {
                    throw new UncheckedIOException("the pace file " + path + " cannot be closed", e);
                }
            }
        }
    }
}
