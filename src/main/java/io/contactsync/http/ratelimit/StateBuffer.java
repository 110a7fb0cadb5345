package io.contactsync.http.ratelimit;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * Longs that are stored in a file. They have a checksum, which is kept up to date with every change, and know which of
 * their blocks differ from the file. A slice shares its longs, checksum and changes with the whole.
 */
final class StateBuffer {

    /** Longs per block: 4 kB. */
    static final int BLOCK = 512;

    private final long[] longs;
    private final int offset;
    private final int length;
    private final Changes changes;

    /** What is common to a buffer and its slices. */
    private static final class Changes {
        private final BitSet blocks = new BitSet();
        private long checksum;
    }

    private StateBuffer(long[] longs, int offset, int length, Changes changes) {
        this.longs = longs;
        this.offset = offset;
        this.length = length;
        this.changes = changes;
    }

    /** Returns a buffer of zeros; all of it differs from the file. */
    static StateBuffer allocate(int length) {
        return of(new long[length]);
    }

    /** Returns a buffer over an array; all of it differs from the file. */
    static StateBuffer of(long[] longs) {
        Changes changes = new Changes();
        changes.blocks.set(0, (longs.length + BLOCK - 1) / BLOCK);
        for (int i = 0; i < longs.length; i++) {
            changes.checksum += mix(i, longs[i]);
        }
        return new StateBuffer(longs, 0, longs.length, changes);
    }

    StateBuffer slice(int from, int sliceLength) {
        Objects.checkFromIndexSize(from, sliceLength, length);
        return new StateBuffer(longs, offset + from, sliceLength, changes);
    }

    int length() {
        return length;
    }

    long get(int index) {
        return longs[offset + Objects.checkIndex(index, length)];
    }

    StateBuffer put(int index, long value) {
        int at = offset + Objects.checkIndex(index, length);
        if (longs[at] != value) {
            changes.checksum += mix(at, value) - mix(at, longs[at]);
            changes.blocks.set(at / BLOCK);
            longs[at] = value;
        }
        return this;
    }

    /** The checksum of the whole buffer, also from a slice. */
    long checksum() {
        return changes.checksum;
    }

    boolean isChanged() {
        return !changes.blocks.isEmpty();
    }

    /** The blocks that differ from the file, the first one last: it completes a change. */
    int[] changedBlocks() {
        return IntStream.range(0, longs.length / BLOCK + 1)
                .map(block -> longs.length / BLOCK - block)
                .filter(changes.blocks::get)
                .toArray();
    }

    /** A copy of the longs of a block; the last block may be shorter. */
    long[] block(int block) {
        return Arrays.copyOfRange(longs, block * BLOCK, Math.min(longs.length, (block + 1) * BLOCK));
    }

    /** Records that the file now has the same contents. */
    void markSaved() {
        changes.blocks.clear();
    }

    /** Spreads a long over all bits of the result, differently at each position. */
    private static long mix(int index, long value) {
        long mixed = (value + (index + 1) * 0x9E37_79B9_7F4A_7C15L) * 0xD6E8_FEB8_6659_FD93L;
        mixed = (mixed ^ mixed >>> 32) * 0xD6E8_FEB8_6659_FD93L;
        return mixed ^ mixed >>> 32;
    }
}
