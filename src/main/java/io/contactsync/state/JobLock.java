package io.contactsync.state;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.contactsync.support.OwnerOnlyFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** The process that has a job: one at a time, and its death frees the job at once. */
public final class JobLock implements AutoCloseable {

    private static final int ATTEMPTS = 5;
    private static final Duration PAUSE = Duration.ofMillis(40);

    /** What this process has. Its locks would be lost if it opened one of these files again and closed it. */
    private static final Map<Path, String> HELD = new ConcurrentHashMap<>();

    private final Path file;
    private final FileChannel channel;

    private JobLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Takes a job for this process.
     *
     * @param state the directory of the job's ledger
     * @param job the job's name
     * @return the hold, to be closed when the ledger is
     * @throws LedgerException.InUse if a process has the job; the message says which
     * @throws LedgerException.Unusable if the file cannot be written
     */
    public static JobLock acquire(StateDirectory state, String job) {
        Path file = file(state, job);
        String who = "process " + ProcessHandle.current().pid() + " since "
                + Instant.now().truncatedTo(ChronoUnit.SECONDS);
        String already = HELD.putIfAbsent(file, who);
        if (already != null) {
            throw inUse(job, already);
        }
        try {
            return new JobLock(file, locked(file, job, who));
        } catch (RuntimeException e) {
            HELD.remove(file);
            throw e;
        }
    }

    private static FileChannel locked(Path file, String job, String who) {
        try {
            FileChannel channel = OwnerOnlyFile.open(file);
            if (!tryLock(channel)) {
                channel.close();
                throw inUse(job, text(file));
            }
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(who.getBytes(UTF_8)), 0);
            return channel;
        } catch (IOException e) {
            throw new LedgerException.Unusable(
                    "job '" + job + "' cannot be taken: " + file + " cannot be written: " + e, e);
        }
    }

    private static boolean tryLock(FileChannel channel) throws IOException {
        // Who only asks for the owner has the lock for a moment, too.
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            if (channel.tryLock() != null) {
                return true;
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        return false;
    }

    private static LedgerException.InUse inUse(String job, String who) {
        return new LedgerException.InUse("job '" + job + "' is already running: " + who);
    }

    /**
     * Tells who has a job now.
     *
     * @param state the directory of the job's ledger
     * @param job the job's name
     * @return the living process that has it, in words; nothing when none has
     * @throws LedgerException if that cannot be found out
     */
    public static Optional<String> holder(StateDirectory state, String job) {
        Path file = file(state, job);
        String ours = HELD.get(file);
        if (ours != null || !Files.exists(file)) {
            return Optional.ofNullable(ours);
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
                @Nullable FileLock free = channel.tryLock()) {
            return free == null ? Optional.of(text(file)) : Optional.empty();
        } catch (IOException e) {
            throw new LedgerException("who has job '" + job + "' cannot be read from " + file + ": " + e, e);
        }
    }

    private static Path file(StateDirectory state, String job) {
        return state.file(job + ".owner").toAbsolutePath().normalize();
    }

    private static String text(Path file) throws IOException {
        String text = Files.readString(file);
        return text.isBlank() ? "a process that has just begun" : text;
    }

    /** Gives the job free. */
    @Override
    public void close() {
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
