package io.contactsync.http.ratelimit;

import io.contactsync.support.BootId;
import io.contactsync.support.OwnerOnlyFile;
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
 * The rate limiter state of one token in a memory-mapped, locked file that all processes of the machine share.
 *
 * <p>Writes to the mapping survive a kill of the process at any moment. A process opens each file only once: file locks
 * belong to the process, and closing a second channel would release them. A file that is damaged or not ours is
 * initialized again, and a full window is assumed to be used. The same happens to a file from before the last boot, but
 * then the assumed window ends earlier, because those calls arrived before the boot. A file that did not exist means an
 * idle channel.
 */
final class RateLimiterFile implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(RateLimiterFile.class);
    private static final long MAX_BYTES = bytes(100_000);
    private static final Map<Path, RateLimiterFile> OPEN = new HashMap<>();

    private final Path path;
    private final Ticker ticker;
    private final RateWindow rateWindow;
    private final BootId boot;
    private final ReentrantLock lock = new ReentrantLock();
    private FileChannel channel;
    private @Nullable RateLimiterState mappedState;
    private long mappedBytes;
    private int slots;
    private int users;

    private RateLimiterFile(Path path, Ticker ticker, RateWindow rateWindow) throws IOException {
        this.path = path;
        this.ticker = ticker;
        this.rateWindow = rateWindow;
        this.boot = BootId.current();
        this.channel = openChannel(path);
    }

    /** Opens the state of a token, with room for at least {@code slots} slots. */
    static RateLimiterFile open(Path path, int slots, Ticker ticker, RateWindow rateWindow) {
        synchronized (OPEN) {
            try {
                boolean created = OwnerOnlyFile.create(path);
                Path real = path.toRealPath();
                RateLimiterFile file = OPEN.get(real);
                if (file == null) {
                    file = new RateLimiterFile(real, ticker, rateWindow);
                    file.initialize(slots, created);
                    OPEN.put(real, file);
                }
                file.ensureSlots(slots);
                file.users++;
                return file;
            } catch (IOException e) {
                throw new UncheckedIOException("the rate limiter file " + path + " cannot be used", e);
            }
        }
    }

    private static FileChannel openChannel(Path path) throws IOException {
        return FileChannel.open(path, EnumSet.of(StandardOpenOption.READ, StandardOpenOption.WRITE));
    }

    /** Runs an action on the state while holding the lock against other threads and processes. */
    @SuppressWarnings("try") // the lock is held, not used
    <T> T withLock(Function<RateLimiterState, T> action) {
        lock.lock();
        // An interrupt would close the channel and release the lock, so it is deferred until the action is done.
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
            throw new UncheckedIOException("the rate limiter file " + path + " cannot be used", e);
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

    @SuppressWarnings("try") // the lock is held, not used
    private void initialize(int atLeast, boolean created) throws IOException {
        slots = atLeast;
        for (int tries = 0; !created && channel.size() == 0 && tries < 25; tries++) {
            // Another process has just created the file and is about to initialize it.
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

    private RateLimiterState currentState() throws IOException {
        RateLimiterState mapped = mappedState;
        long size = channel.size();
        if (mapped != null && size == mappedBytes && size >= bytes(slots) && mapped.hasMagic()) {
            return mapped;
        }
        boolean wrongSize = size < mappedBytes || size < bytes(1) || size > MAX_BYTES;
        RateLimiterState state = map();
        long now = ticker.nanoTime();
        if (wrongSize || !state.hasMagic() || (state.isSameBoot(boot) && !state.isPlausible(now))) {
            log.warn("The rate limiter file {} is damaged: assuming that a full window of calls is used.", path);
            state.format(boot, now, now + rateWindow.nanosAfterAnswer());
        } else if (!state.isSameBoot(boot)) {
            state.format(boot, now, rateWindow.earlierCallsExpireAt(boot, now));
        } else {
            state.slots().clear((int) ((size - RateLimiterState.HEADER_BYTES) / RateLimiterState.SLOT_BYTES), now);
        }
        return state;
    }

    private RateLimiterState map() throws IOException {
        long size = Math.max(Math.min(channel.size(), MAX_BYTES), bytes(slots));
        mappedBytes = size;
        RateLimiterState state = new RateLimiterState(
                channel.map(MapMode.READ_WRITE, 0, size)
                        .order(ByteOrder.nativeOrder())
                        .asLongBuffer(),
                rateWindow);
        mappedState = state;
        return state;
    }

    private static long bytes(int slots) {
        return RateLimiterState.HEADER_BYTES + (long) slots * RateLimiterState.SLOT_BYTES;
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
                    throw new UncheckedIOException("the rate limiter file " + path + " cannot be closed", e);
                }
            }
        }
    }
}
