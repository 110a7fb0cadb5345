package io.contactsync.state;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.contactsync.support.OwnerOnlyFile;
import io.contactsync.support.RegularFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The lock of a job. It is held by one process at a time and ends with it. The owner locks two bytes of the file; a
 * process that only asks for the owner tests the second one for a moment.
 */
public final class JobLock implements AutoCloseable {

    private static final long OWNER_BYTE = 0;
    private static final long READER_BYTE = 1;
    private static final int MAX_OWNER_BYTES = 200;

    /** The locks of this process. They would be lost if the process opened one of these files again and closed it. */
    private static final Map<Path, String> HELD = new HashMap<>();

    private final Path file;
    private final FileChannel channel;

    private JobLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Acquires the lock of a job for this process. To be closed after the ledger.
     *
     * @throws LedgerException.InUse if a process has it; the message names the process
     * @throws LedgerException.Unusable if the file cannot be written, or a file of the job is not a regular one
     */
    public static JobLock acquire(StateDirectory state, String job) {
        state.requireRegularFiles(job);
        Path file = file(state, job);
        String owner = "process " + ProcessHandle.current().pid() + " since "
                + Instant.now().truncatedTo(ChronoUnit.SECONDS);
        synchronized (HELD) {
            String held = HELD.get(file);
            if (held != null) {
                throw inUse(job, held);
            }
            JobLock lock = new JobLock(file, lock(file, job, owner));
            HELD.put(file, owner);
            return lock;
        }
    }

    private static FileChannel lock(Path file, String job, String owner) {
        try {
            FileChannel channel = OwnerOnlyFile.open(file);
            if (channel.tryLock(OWNER_BYTE, 1, false) == null) {
                channel.close();
                throw inUse(job, text(file));
            }
            // Waits for readers, which unlock it at once.
            channel.lock(READER_BYTE, 1, false);
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(owner.getBytes(UTF_8)), 0);
            return channel;
        } catch (IOException e) {
            throw LedgerException.unwritable("job '" + job + "' cannot be locked: " + file + ": " + e, file, e);
        }
    }

    private static LedgerException.InUse inUse(String job, String owner) {
        return new LedgerException.InUse("job '" + job + "' is already running: " + owner);
    }

    /**
     * Returns a description of the running process that has the lock of a job, if any.
     *
     * @throws LedgerException if the file cannot be read
     */
    public static Optional<String> holder(StateDirectory state, String job) {
        state.requireRegularFiles(job);
        Path file = file(state, job);
        synchronized (HELD) {
            String held = HELD.get(file);
            if (held != null || !Files.exists(file)) {
                return Optional.ofNullable(held);
            }
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
                    @Nullable FileLock free = channel.tryLock(READER_BYTE, 1, true)) {
                return free == null ? Optional.of(text(file)) : Optional.empty();
            } catch (IOException e) {
                throw new LedgerException("the lock of job '" + job + "' cannot be read: " + file + ": " + e, e);
            }
        }
    }

    private static Path file(StateDirectory state, String job) {
        return state.file(job + ".owner").toAbsolutePath().normalize();
    }

    private static String text(Path file) throws IOException {
        String text = new String(RegularFile.read(file, MAX_OWNER_BYTES), UTF_8);
        return text.isBlank() ? "a process that has just started" : text;
    }

    /** Releases the lock. */
    @Override
    public void close() {
        synchronized (HELD) {
            try {
                channel.truncate(0);
                channel.close();
            } catch (IOException e) {
                throw new LedgerException(file + " cannot be closed: " + e, e);
            } finally {
                HELD.remove(file);
            }
        }
    }
}
