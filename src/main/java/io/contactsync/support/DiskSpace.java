package io.contactsync.support;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileStore;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Recognizes failures for lack of disk space, whatever they are wrapped in, and describes them: on which file system,
 * while which file was written, and what to do.
 */
public final class DiskSpace {

    /** The operating systems' messages, on Linux, macOS and Windows. Java has no error code for them. */
    private static final List<String> NO_SPACE =
            List.of("No space left on device", "Disk quota exceeded", "There is not enough space on the disk");

    private static final String FILE_SIZE_LIMIT = "File too large";
    /** A page of a memory-mapped file could not be allocated. */
    private static final String NO_PAGE = "unsafe memory access operation";

    /** How every description begins. */
    public static final String NO_SPACE_LEFT = "no space left on ";

    private static final String NEXT_STEP = ": free some and run again";

    private DiskSpace() {}

    /** Returns whether a failure, one of its causes or one of its suppressed exceptions says that the disk is full. */
    public static boolean isExhausted(@Nullable Throwable failure) {
        return exhausted(failure).isPresent();
    }

    /**
     * Describes a failure for which {@link #isExhausted} is true.
     *
     * @param file what was being written, unless the failure names a file itself
     */
    public static String message(Path file, Throwable failure) {
        Throwable exhausted = exhausted(failure).orElse(failure);
        Path written = named(exhausted).orElse(file).toAbsolutePath();
        String limit = String.valueOf(exhausted.getMessage()).contains(FILE_SIZE_LIMIT)
                ? ", or it has the largest size that the process may write, ulimit -f"
                : "";
        return NO_SPACE_LEFT + device(written) + NEXT_STEP + " (while writing " + written + limit + ")";
    }

    /**
     * Fills a file with zeros up to a length, before it is mapped to memory. A page of a mapped file for which the disk
     * has no space would end the thread that writes to it.
     *
     * @throws IOException if the disk is full
     */
    public static void allocate(FileChannel channel, long bytes) throws IOException {
        ByteBuffer zeros = ByteBuffer.allocate((int) Math.max(0, bytes - channel.size()));
        while (zeros.hasRemaining()) {
            channel.write(zeros, channel.size());
        }
    }

    private static Optional<Throwable> exhausted(@Nullable Throwable failure) {
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Throwable> next = new ArrayDeque<>();
        for (Throwable one = failure; one != null; one = next.poll()) {
            if (seen.add(one)) {
                if (saysExhausted(one)) {
                    return Optional.of(one);
                }
                if (one.getCause() != null) {
                    next.add(one.getCause());
                }
                next.addAll(List.of(one.getSuppressed()));
            }
        }
        return Optional.empty();
    }

    private static boolean saysExhausted(Throwable failure) {
        String message = String.valueOf(failure.getMessage());
        return failure instanceof IOException
                ? message.contains(FILE_SIZE_LIMIT) || NO_SPACE.stream().anyMatch(message::contains)
                : failure instanceof InternalError && message.contains(NO_PAGE);
    }

    private static Optional<Path> named(Throwable failure) {
        return failure instanceof FileSystemException named && named.getFile() != null
                ? Optional.of(Path.of(named.getFile()))
                : Optional.empty();
    }

    /** The mount point and the device of a file that need not exist. */
    private static String device(Path file) {
        for (Path existing = file; existing != null; existing = existing.getParent()) {
            if (Files.exists(existing)) {
                try {
                    FileStore store = Files.getFileStore(existing);
                    return store.toString();
                } catch (IOException e) {
                    return existing.toString();
                }
            }
        }
        return file.toString();
    }
}
