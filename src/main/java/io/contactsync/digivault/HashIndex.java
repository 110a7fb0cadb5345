package io.contactsync.digivault;

import java.util.Arrays;

/** Rows by hash: longs with the hash in the upper and the row in the lower half, sorted once. Hashes may collide. */
final class HashIndex {

    private long[] entries = new long[1 << 10];
    private int size;

    void add(int hash, int row) {
        if (size == entries.length) {
            entries = Arrays.copyOf(entries, size + (size >> 1));
        }
        entries[size++] = (long) hash << 32 | row;
    }

    /** Must be called after the last {@link #add} and before the first lookup. */
    void sort() {
        Arrays.sort(entries, 0, size);
    }

    /** Returns the first position at which a row with this hash can be. */
    int first(int hash) {
        int at = Arrays.binarySearch(entries, 0, size, (long) hash << 32);
        return at < 0 ? -at - 1 : at;
    }

    boolean is(int at, int hash) {
        return at < size && entries[at] >> 32 == hash;
    }

    int row(int at) {
        return (int) entries[at];
    }
}
