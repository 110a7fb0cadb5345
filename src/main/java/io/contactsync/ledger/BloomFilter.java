package io.contactsync.ledger;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * A Bloom filter over hashes of match values. It answers for most new values that no contact has them, without a query.
 * The rate of false positives is 1 % with three million values, and higher with more. Thread-safe.
 */
final class BloomFilter {

    /** 4 MB of memory. */
    private static final int WORDS = 1 << 19;

    private static final int PROBES = 5;
    private static final int PROBE_BITS = Integer.numberOfTrailingZeros(WORDS * Long.SIZE);

    private final AtomicLongArray words = new AtomicLongArray(WORDS);

    /** Adds a value's hash. */
    void add(String hash) {
        long mixed = mixed(hash);
        for (int probe = 0; probe < PROBES; probe++) {
            int bit = bit(mixed, probe);
            long mask = 1L << (bit % Long.SIZE);
            if ((words.get(bit / Long.SIZE) & mask) == 0) {
                words.accumulateAndGet(bit / Long.SIZE, mask, (word, more) -> word | more);
            }
        }
    }

    /** Returns false only if the hash was not added. */
    boolean mightContain(String hash) {
        long mixed = mixed(hash);
        for (int probe = 0; probe < PROBES; probe++) {
            int bit = bit(mixed, probe);
            if ((words.get(bit / Long.SIZE) & (1L << (bit % Long.SIZE))) == 0) {
                return false;
            }
        }
        return true;
    }

    private static int bit(long mixed, int probe) {
        long one = mixed + probe * (Long.rotateLeft(mixed, 32) | 1);
        return (int) ((one * 0x9E3779B97F4A7C15L) >>> (Long.SIZE - PROBE_BITS));
    }

    /** FNV-1a, because {@code String.hashCode} has too few bits. */
    private static long mixed(String hash) {
        long mixed = 0xCBF29CE484222325L;
        for (int i = 0; i < hash.length(); i++) {
            mixed = (mixed ^ hash.charAt(i)) * 0x100000001B3L;
        }
        return mixed ^ (mixed >>> 32);
    }
}
