package io.contactsync.http.ratelimit;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A file with the longs of a {@link StateBuffer}. Only the blocks that differ from those in memory are read and
 * written, so that a large state costs little, too.
 *
 * <p>As longs: a magic number, the number of longs of the state, their checksum, the checksum of each block, the
 * blocks. A change is complete when everything before the second block is written, which happens at once and last. If
 * the process is killed before, the checksums do not match.
 */
final class StateFile implements Closeable {

    private static final long MAGIC = 0x7061_6365_0000_0002L;
    private static final int HEAD = 3;

    private final LockedFile file;
    private final long minLongs;
    private final long maxLongs;

    /** Blocks of a file that differ from those of a buffer, always including the first one. */
    record Differences(StateBuffer buffer, Map<Integer, long[]> blocks) {

        /** A long of the first block. */
        long get(int index) {
            return Objects.requireNonNull(blocks.get(0))[index];
        }

        /** Makes the buffer the same as the file. */
        StateBuffer apply() {
            blocks.forEach(buffer::load);
            return buffer;
        }
    }

    /**
     * Opens a file; creates it if it does not exist.
     *
     * @param minLongs the length of the smallest state
     * @param maxLongs the length of the largest state
     */
    StateFile(Path path, long minLongs, long maxLongs) throws IOException {
        this.file = new LockedFile(path);
        this.minLongs = minLongs;
        this.maxLongs = maxLongs;
    }

    /** Locks the file against other processes. */
    FileLock lock() throws IOException {
        return file.lock();
    }

    boolean isEmpty() throws IOException {
        return file.length() == 0;
    }

    /** The longs of a file of an earlier version; empty if it is not one. */
    Optional<long[]> readVersionOne() throws IOException {
        long[] magic = file.read(0, 1);
        return magic.length == 1 && VersionOneState.isRecognized(magic[0])
                ? Optional.of(file.read(0, (int) Math.min(file.length() / Long.BYTES, maxLongs)))
                : Optional.empty();
    }

    /** Whether the file has the contents of a buffer. */
    boolean contains(StateBuffer buffer) throws IOException {
        return Arrays.equals(file.read(0, HEAD), head(buffer));
    }

    /**
     * Reads what differs from a buffer.
     *
     * @param known the buffer; null or one of another size to read everything
     * @return empty if the file is damaged
     */
    Optional<Differences> read(@Nullable StateBuffer known) throws IOException {
        long[] head = file.read(0, HEAD);
        if (head.length < HEAD || head[0] != MAGIC || head[1] < minLongs || head[1] > maxLongs) {
            return Optional.empty();
        }
        StateBuffer buffer = known != null && known.length() == head[1] ? known : StateBuffer.allocate((int) head[1]);
        long[] checksums = file.read(HEAD, buffer.blocks());
        if (checksums.length < buffer.blocks() || Arrays.stream(checksums).sum() != head[2]) {
            return Optional.empty();
        }
        Map<Integer, long[]> blocks = new TreeMap<>();
        for (int block = 0; block < checksums.length; block++) {
            if (block == 0 || checksums[block] != buffer.checksum(block)) {
                long[] longs = file.read(position(buffer, block), buffer.blockLength(block));
                if (longs.length < buffer.blockLength(block)
                        || StateBuffer.checksum(block, longs) != checksums[block]) {
                    return Optional.empty();
                }
                blocks.put(block, longs);
            }
        }
        return Optional.of(new Differences(buffer, blocks));
    }

    /** Writes what has changed in a buffer since it was read or written. */
    void write(StateBuffer buffer) throws IOException {
        for (int block = 1; block < buffer.blocks(); block++) {
            if (buffer.isChanged(block)) {
                file.write(position(buffer, block), buffer.block(block));
            }
        }
        long[] start = Arrays.copyOf(head(buffer), HEAD + buffer.blocks() + buffer.blockLength(0));
        for (int block = 0; block < buffer.blocks(); block++) {
            start[HEAD + block] = buffer.checksum(block);
        }
        System.arraycopy(buffer.block(0), 0, start, HEAD + buffer.blocks(), buffer.blockLength(0));
        file.write(0, start);
        buffer.markSaved();
    }

    private static long[] head(StateBuffer buffer) {
        return new long[] {MAGIC, buffer.length(), buffer.checksum()};
    }

    private static long position(StateBuffer buffer, int block) {
        return HEAD + buffer.blocks() + (long) block * StateBuffer.BLOCK;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
