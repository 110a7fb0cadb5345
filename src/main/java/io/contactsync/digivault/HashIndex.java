package io.contactsync.digivault;

import java.util.Arrays;

/** Rows by a hash: longs that hold the hash above the row, sorted once. Different values may share a hash. */
final class HashIndex {

    private long[] entries = new long[1 << 10];
    private int size;

    void add(int hash, int row) {
        if (size == entries.length) {
            entries = Arrays.copyOf(entries, size + (size >> 1));
        }
        entries[size++] = (long) hash << 32 | row;
    }

    /** To be called when everything is added, before anything is asked. */
    void sort() {
        Arrays.sort(entries, 0, size);
    }

    /** The first place that can hold a row with this hash. */
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
