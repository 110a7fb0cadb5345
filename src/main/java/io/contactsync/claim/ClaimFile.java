package io.contactsync.claim;

import io.contactsync.state.LedgerException;
import io.contactsync.support.DiskSpace;
import io.contactsync.support.OwnerOnlyFile;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.channels.FileLock;
import java.nio.channels.FileLockInterruptionException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The claim table of one channel in a memory-mapped file that the processes of the machine share. Writes to the mapping
 * survive a kill of the process at any moment.
 *
 * <p>A process opens each file only once: file locks belong to the process, and closing a second channel would release
 * them. The first byte is locked while the table is used. Each holder locks a byte of its own, beyond the end of the
 * file, as long as it has the channel open; the system releases it when the process dies. A holder whose byte is not
 * locked is dead, in whatever container or since whatever boot.
 */
final class ClaimFile implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(ClaimFile.class);
    private static final long TABLE_BYTE = 0;
    private static final long FIRST_HOLDER_BYTE = 1L << 40;
    private static final Map<Path, ClaimFile> OPEN = new HashMap<>();

    private final Path path;
    private final ReentrantLock lock = new ReentrantLock();
    /** The locked bytes of the holders of this process, by slot. */
    private final Map<Integer, FileLock> ownSlots = new HashMap<>();

    private FileChannel channel;
    private @Nullable ClaimTable mapped;

    private ClaimFile(Path path) throws IOException {
        this.path = path;
        this.channel = OwnerOnlyFile.open(path);
    }

    /**
     * Opens the claims of a channel and registers a holder.
     *
     * @param now the time until which creates of a damaged table may be missing
     * @throws LedgerException.Unusable if the file cannot be used
     */
    static Registration register(Path path, long now) {
        synchronized (OPEN) {
            try {
                OwnerOnlyFile.create(path);
                Path real = path.toRealPath();
                ClaimFile file = OPEN.get(real);
                if (file == null) {
                    file = new ClaimFile(real);
                    OPEN.put(real, file);
                }
                return new Registration(file, file.newHolder(now));
            } catch (IOException e) {
                throw unusable(path, e);
            }
        }
    }

    /** A holder in an open file. */
    record Registration(ClaimFile file, long holder) {}

    private static LedgerException.Unusable unusable(Path path, IOException e) {
        return new LedgerException.Unusable(
                "the file " + path + ", by which jobs do not create a contact twice, cannot" + " be used: " + e, e);
    }

    /** Runs an action on the table while holding the lock against other threads and processes. */
    @SuppressWarnings("try") // the lock is held, not used
    <T> T withLock(long now, Function<ClaimTable, T> action) {
        lock.lock();
        // An interrupt would close the channel and release the locks, so it is deferred until the action is done.
        boolean interrupted = Thread.interrupted();
        try {
            while (true) {
                try (FileLock held = channel.lock(TABLE_BYTE, 1, false)) {
                    return action.apply(table(now));
                } catch (ClosedChannelException | FileLockInterruptionException e) {
                    interrupted |= Thread.interrupted();
                    reopen();
                }
            }
        } catch (IOException e) {
            throw unusable(path, e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            lock.unlock();
        }
    }

    private void reopen() throws IOException {
        channel = OwnerOnlyFile.open(path);
        mapped = null;
        for (int slot : List.copyOf(ownSlots.keySet())) {
            tryLockSlot(slot);
        }
    }

    private boolean tryLockSlot(int slot) throws IOException {
        FileLock locked = channel.tryLock(FIRST_HOLDER_BYTE + slot, 1, false);
        if (locked != null) {
            ownSlots.put(slot, locked);
        }
        return locked != null;
    }

    private ClaimTable table(long now) throws IOException {
        ClaimTable current = mapped;
        boolean hasSize = channel.size() == ClaimTable.BYTES;
        if (current != null && hasSize && current.isFormatted()) {
            return current;
        }
        boolean isEmpty = channel.size() == 0;
        if (!hasSize) {
            allocate();
        }
        ClaimTable table = new ClaimTable(channel.map(MapMode.READ_WRITE, 0, ClaimTable.BYTES)
                .order(ByteOrder.nativeOrder())
                .asLongBuffer());
        if (!table.isFormatted()) {
            table.format();
            if (!isEmpty) {
                log.warn("The file {} was damaged: contacts of the last seconds are looked up repeatedly.", path);
                table.forgetCreatesUntil(now);
            }
        }
        mapped = table;
        return table;
    }

    private void allocate() throws IOException {
        channel.truncate(0);
        try {
            DiskSpace.allocate(channel, ClaimTable.BYTES);
        } catch (IOException e) {
            channel.truncate(0);
            throw e;
        }
    }

    private long newHolder(long now) throws IOException {
        return withLock(now, table -> {
            try {
                for (int slot = 0; slot < ClaimTable.HOLDERS; slot++) {
                    if (!ownSlots.containsKey(slot) && tryLockSlot(slot)) {
                        long holder = table.newHolder(slot);
                        table.releaseDead(other -> !isAlive(table, other));
                        return holder;
                    }
                }
                throw new IOException("more than " + ClaimTable.HOLDERS + " jobs use the channel");
            } catch (IOException e) {
                throw unusable(path, e);
            }
        });
    }

    /** Whether a holder's process runs and has the channel open. The caller holds the lock. */
    boolean isAlive(ClaimTable table, long holder) {
        if (!table.isLatest(holder)) {
            return false;
        }
        int slot = ClaimTable.slot(holder);
        if (ownSlots.containsKey(slot)) {
            return true;
        }
        try (@Nullable FileLock free = channel.tryLock(FIRST_HOLDER_BYTE + slot, 1, false)) {
            return free == null;
        } catch (IOException e) {
            throw unusable(path, e);
        }
    }

    /** Unregisters a holder. What it has not settled is in doubt. */
    void unregister(long holder, long now) {
        synchronized (OPEN) {
            withLock(now, table -> {
                table.releaseDead(other -> other == holder);
                return release(ownSlots.remove(ClaimTable.slot(holder)));
            });
            if (ownSlots.isEmpty()) {
                OPEN.remove(path);
                close();
            }
        }
    }

    private @Nullable FileLock release(@Nullable FileLock slot) {
        try {
            if (slot != null && slot.isValid()) {
                slot.release();
            }
            return slot;
        } catch (IOException e) {
            throw unusable(path, e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw unusable(path, e);
        }
    }
}
