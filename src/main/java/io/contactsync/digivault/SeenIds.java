package io.contactsync.digivault;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The ids that a scan has read, as hashes of 128 bits: a million ids take 32 MB. The probability that any two of a
 * million ids have the same hash is below 10^-26. Not thread-safe.
 */
final class SeenIds {

    private static final int FIRST_CAPACITY = 1 << 10;

    private final MessageDigest digest = sha256();
    /** The two halves of each hash; 0, 0 is a free slot. */
    private long[] table = new long[2 * FIRST_CAPACITY];

    private int size;

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }

    /**
     * Adds an id.
     *
     * @return true if it was not yet contained
     */
    public boolean add(String id) {
        byte[] hash = digest.digest(id.getBytes(UTF_8));
        boolean fresh = insert(table, half(hash, 0) | 1, half(hash, 8));
        if (fresh && ++size * 2 > table.length / 2) {
            grow();
        }
        return fresh;
    }

    /** Returns true if the id was added. */
    public boolean contains(String id) {
        byte[] hash = digest.digest(id.getBytes(UTF_8));
        return table[slot(table, half(hash, 0) | 1, half(hash, 8))] != 0;
    }

    /** Returns the number of different ids. */
    public int size() {
        return size;
    }

    private static long half(byte[] hash, int from) {
        long half = 0;
        for (int i = from; i < from + 8; i++) {
            half = half << 8 | (hash[i] & 0xff);
        }
        return half;
    }

    private static boolean insert(long[] table, long high, long low) {
        int at = slot(table, high, low);
        boolean fresh = table[at] == 0;
        table[at] = high;
        table[at + 1] = low;
        return fresh;
    }

    /** Returns the slot of a hash, or the free slot for it. */
    private static int slot(long[] table, long high, long low) {
        int at = (int) (low & (table.length / 2 - 1)) * 2;
        while (table[at] != 0 && (table[at] != high || table[at + 1] != low)) {
            at = (at + 2) & (table.length - 1);
        }
        return at;
    }

    private void grow() {
        long[] larger = new long[table.length * 2];
        for (int at = 0; at < table.length; at += 2) {
            if (table[at] != 0) {
                insert(larger, table[at], table[at + 1]);
            }
        }
        table = larger;
    }
}
