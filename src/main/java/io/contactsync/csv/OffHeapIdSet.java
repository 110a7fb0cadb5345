package io.contactsync.csv;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.LongBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The set of ids that a scan has read: an open-addressing table of 128-bit hashes, outside the heap if it is large.
 * With ten million ids, the probability that two of them have the same hash is below 10^-24. Not thread-safe.
 */
final class OffHeapIdSet {

    /** The largest table on the heap, in longs: 1 MB. */
    private static final long MAX_HEAP_LONGS = 1 << 17;

    private static final int SEGMENT_BITS = 26;

    private final MessageDigest digest = sha256();
    /** Two longs for each hash, in segments that can be mapped; 0 marks a free slot. */
    private final LongBuffer[] segments;

    private final long mask;

    /** Creates a set for at most {@code capacity} ids. */
    OffHeapIdSet(long capacity) {
        long longs = 4 * Long.highestOneBit(Math.max(capacity, 8)) * 2;
        this.mask = longs - 1;
        this.segments = longs <= MAX_HEAP_LONGS ? new LongBuffer[] {LongBuffer.allocate((int) longs)} : mapped(longs);
    }

    private static LongBuffer[] mapped(long longs) {
        try {
            Path file = Files.createTempFile("contact-sync-ids", null);
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
                long size = Math.min(longs, 1L << SEGMENT_BITS);
                LongBuffer[] segments = new LongBuffer[(int) (longs / size)];
                for (int i = 0; i < segments.length; i++) {
                    segments[i] = channel.map(FileChannel.MapMode.READ_WRITE, i * size * Long.BYTES, size * Long.BYTES)
                            .asLongBuffer();
                }
                return segments;
            } finally {
                // The mapping stays valid without the file name, so no file is left, even after a crash.
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new io.contactsync.connector.SourceException(
                    "cannot store the ids of a large file in " + System.getProperty("java.io.tmpdir") + ": " + e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is not available", e);
        }
    }

    /** Adds an id; returns false if the set already contained it. */
    boolean add(String id) {
        byte[] hash = digest.digest(id.getBytes(UTF_8));
        long slot = slot(hash);
        boolean isNew = get(slot) == 0;
        if (isNew) {
            put(slot, half(hash, 0));
            put(slot + 1, half(hash, 8));
        }
        return isNew;
    }

    boolean contains(String id) {
        return get(slot(digest.digest(id.getBytes(UTF_8)))) != 0;
    }

    /** {@return the slot of a hash, or the free slot where it would be stored} */
    private long slot(byte[] hash) {
        long high = half(hash, 0);
        long low = half(hash, 8);
        long slot = (low << 1) & mask;
        while (get(slot) != 0 && (get(slot) != high || get(slot + 1) != low)) {
            slot = (slot + 2) & mask;
        }
        return slot;
    }

    private long get(long index) {
        return segments[(int) (index >>> SEGMENT_BITS)].get((int) (index & ((1L << SEGMENT_BITS) - 1)));
    }

    private void put(long index, long value) {
        segments[(int) (index >>> SEGMENT_BITS)].put((int) (index & ((1L << SEGMENT_BITS) - 1)), value);
    }

    /** {@return 64 bits of a hash; the first half is never 0} */
    private static long half(byte[] hash, int from) {
        long half = 0;
        for (int i = from; i < from + 8; i++) {
            half = half << 8 | (hash[i] & 0xff);
        }
        return from == 0 ? half | 1 : half;
    }
}
