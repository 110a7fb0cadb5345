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
 * The ids that a scan has come upon, 128 bits of hash each, outside the heap where they are many. Two different ids
 * share a hash with a chance of less than one in 10^24 for ten million ids. Not for several threads.
 */
final class IdTable {

    /** So many longs stay on the heap: 1 MB. */
    private static final long ON_HEAP = 1 << 17;

    private static final int PART_BITS = 26;

    private final MessageDigest digest = sha256();
    /** Pairs of halves of a hash, in parts that can be mapped; 0 is a free place. */
    private final LongBuffer[] parts;

    private final long mask;

    /** Makes room for so many ids; more must not be added. */
    IdTable(long ids) {
        long longs = 4 * Long.highestOneBit(Math.max(ids, 8)) * 2;
        this.mask = longs - 1;
        this.parts = longs <= ON_HEAP ? new LongBuffer[] {LongBuffer.allocate((int) longs)} : mapped(longs);
    }

    private static LongBuffer[] mapped(long longs) {
        try {
            Path file = Files.createTempFile("contact-sync-ids", null);
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
                long size = Math.min(longs, 1L << PART_BITS);
                LongBuffer[] parts = new LongBuffer[(int) (longs / size)];
                for (int i = 0; i < parts.length; i++) {
                    parts[i] = channel.map(FileChannel.MapMode.READ_WRITE, i * size * Long.BYTES, size * Long.BYTES)
                            .asLongBuffer();
                }
                return parts;
            } finally {
                // The mapping holds it: without a name nothing is left behind, whatever happens.
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new io.contactsync.contact.source.SourceFailed(
                    "no room for the ids of a large file in " + System.getProperty("java.io.tmpdir") + ": " + e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }

    /** Takes an id in; tells whether it was not there yet. */
    boolean add(String id) {
        byte[] hash = digest.digest(id.getBytes(UTF_8));
        long at = place(hash);
        boolean fresh = get(at) == 0;
        if (fresh) {
            put(at, half(hash, 0));
            put(at + 1, half(hash, 8));
        }
        return fresh;
    }

    boolean contains(String id) {
        return get(place(digest.digest(id.getBytes(UTF_8)))) != 0;
    }

    /** Where a hash stands, or the free place where it would. */
    private long place(byte[] hash) {
        long high = half(hash, 0);
        long low = half(hash, 8);
        long at = (low << 1) & mask;
        while (get(at) != 0 && (get(at) != high || get(at + 1) != low)) {
            at = (at + 2) & mask;
        }
        return at;
    }

    private long get(long at) {
        return parts[(int) (at >>> PART_BITS)].get((int) (at & ((1L << PART_BITS) - 1)));
    }

    private void put(long at, long value) {
        parts[(int) (at >>> PART_BITS)].put((int) (at & ((1L << PART_BITS) - 1)), value);
    }

    /** Half of a hash, the first never 0. */
    private static long half(byte[] hash, int from) {
        long half = 0;
        for (int i = from; i < from + 8; i++) {
            half = half << 8 | (hash[i] & 0xff);
        }
        return from == 0 ? half | 1 : half;
    }
}
