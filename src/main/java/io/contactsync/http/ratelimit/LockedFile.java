package io.contactsync.http.ratelimit;

import io.contactsync.support.OwnerOnlyFile;
import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileLock;
import java.nio.channels.FileLockInterruptionException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A file of longs in native byte order that several processes read and write, each while it has the lock. If the file
 * is deleted or another one is moved to its path, the next lock is that of the file which is then at the path.
 *
 * <p>Written data survive a kill of the process. The file is not memory-mapped: an access to a mapping whose file was
 * truncated ends the process.
 */
final class LockedFile implements Closeable {

    private final Path path;
    private RandomAccessFile file;
    private @Nullable Object fileKey;

    /** Opens a file; creates an empty one with mode 0600 if it does not exist. */
    LockedFile(Path path) throws IOException {
        this.path = path;
        OwnerOnlyFile.create(path);
        if (!Files.isRegularFile(path)) {
            throw new IOException("not a regular file: delete it and run again");
        }
        this.fileKey = fileKey();
        this.file = new RandomAccessFile(path.toFile(), "rw");
    }

    /**
     * Locks the file against other processes. The caller has excluded other threads. An interrupted thread gets the
     * lock, too, and stays interrupted.
     */
    FileLock lock() throws IOException {
        boolean interrupted = Thread.interrupted();
        try {
            while (true) {
                try {
                    FileLock lock = file.getChannel().lock();
                    if (isAtItsPath()) {
                        return lock;
                    }
                } catch (ClosedChannelException | FileLockInterruptionException e) {
                    // The interrupt has closed the file.
                    interrupted |= Thread.interrupted();
                }
                reopen();
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private boolean isAtItsPath() throws IOException {
        try {
            return Objects.equals(fileKey, fileKey());
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    private @Nullable Object fileKey() throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
    }

    private void reopen() throws IOException {
        file.close();
        LockedFile reopened = new LockedFile(path);
        file = reopened.file;
        fileKey = reopened.fileKey;
    }

    /** The number of bytes. */
    long length() throws IOException {
        return file.length();
    }

    /** Reads longs, fewer if the file ends before. */
    long[] read(long firstLong, int count) throws IOException {
        byte[] bytes = new byte[count * Long.BYTES];
        file.seek(firstLong * Long.BYTES);
        int read = 0;
        for (int more = 0; more >= 0 && read < bytes.length; read += Math.max(0, more)) {
            more = file.read(bytes, read, bytes.length - read);
        }
        long[] longs = new long[read / Long.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder()).asLongBuffer().get(longs);
        return longs;
    }

    void write(long firstLong, long... longs) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(longs.length * Long.BYTES).order(ByteOrder.nativeOrder());
        bytes.asLongBuffer().put(longs);
        file.seek(firstLong * Long.BYTES);
        file.write(bytes.array());
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
