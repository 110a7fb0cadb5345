package io.contactsync.http.ratelimit;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Objects;

/**
 * Longs that are stored in a file, in blocks. Each block has a checksum, which is kept up to date with every change,
 * and it is known which blocks have changed since the file was read or written. A slice shares its longs and all of
 * that with the whole.
 */
final class StateBuffer {

    /** Longs per block: 4 kB. The last block may be shorter. */
    static final int BLOCK = 512;

    private final long[] longs;
    private final int offset;
    private final int length;
    private final long[] checksums;
    private final BitSet changed;

    private StateBuffer(long[] longs, int offset, int length, long[] checksums, BitSet changed) {
        this.longs = longs;
        this.offset = offset;
        this.length = length;
        this.checksums = checksums;
        this.changed = changed;
    }

    /** Returns a buffer of zeros; all of its blocks have changed. */
    static StateBuffer allocate(int length) {
        int blocks = (length + BLOCK - 1) / BLOCK;
        StateBuffer buffer = new StateBuffer(new long[length], 0, length, new long[blocks], new BitSet());
        for (int block = 0; block < blocks; block++) {
            buffer.load(block, buffer.block(block));
        }
        buffer.changed.set(0, blocks);
        return buffer;
    }

    StateBuffer slice(int from, int sliceLength) {
        Objects.checkFromIndexSize(from, sliceLength, length);
        return new StateBuffer(longs, offset + from, sliceLength, checksums, changed);
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
            checksums[at / BLOCK] += mix(at, value) - mix(at, longs[at]);
            changed.set(at / BLOCK);
            longs[at] = value;
        }
        return this;
    }

    /** The checksum of the whole buffer. */
    long checksum() {
        return Arrays.stream(checksums).sum();
    }

    /** The checksum of a block. */
    long checksum(int block) {
        return checksums[block];
    }

    /** The checksum of a block with the given contents. */
    static long checksum(int block, long[] contents) {
        long checksum = 0;
        for (int i = 0; i < contents.length; i++) {
            checksum += mix(block * BLOCK + i, contents[i]);
        }
        return checksum;
    }

    int blocks() {
        return checksums.length;
    }

    int blockLength(int block) {
        return Math.min(BLOCK, longs.length - block * BLOCK);
    }

    /** A copy of the longs of a block. */
    long[] block(int block) {
        return Arrays.copyOfRange(longs, block * BLOCK, block * BLOCK + blockLength(block));
    }

    /** Replaces a block by the contents of the file. */
    void load(int block, long[] contents) {
        System.arraycopy(contents, 0, longs, block * BLOCK, blockLength(block));
        checksums[block] = checksum(block, contents);
        changed.clear(block);
    }

    boolean isChanged() {
        return !changed.isEmpty();
    }

    boolean isChanged(int block) {
        return changed.get(block);
    }

    /** Records that the file now has the same contents. */
    void markSaved() {
        changed.clear();
    }

    /** Spreads a long over all bits of the result, differently at each position. */
    private static long mix(int index, long value) {
        long mixed = (value + (index + 1) * 0x9E37_79B9_7F4A_7C15L) * 0xD6E8_FEB8_6659_FD93L;
        mixed = (mixed ^ mixed >>> 32) * 0xD6E8_FEB8_6659_FD93L;
        return mixed ^ mixed >>> 32;
    }
}
