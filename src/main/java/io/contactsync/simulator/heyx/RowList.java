package io.contactsync.simulator.heyx;

import java.util.Arrays;

/**
 * Row numbers in ascending order, in a compact array: a page of a million contacts with the same value is found
 * immediately.
 */
final class RowList {

    private int[] rows = new int[1];
    private int size;

    void add(int row) {
        int position = Arrays.binarySearch(rows, 0, size, row);
        if (position >= 0) {
            return;
        }
        if (size == rows.length) {
            rows = Arrays.copyOf(rows, size + (size >> 1) + 1);
        }
        int insertAt = -position - 1;
        System.arraycopy(rows, insertAt, rows, insertAt + 1, size - insertAt);
        rows[insertAt] = row;
        size++;
    }

    void remove(int row) {
        int position = Arrays.binarySearch(rows, 0, size, row);
        if (position >= 0) {
            System.arraycopy(rows, position + 1, rows, position, size - position - 1);
            size--;
        }
    }

    int size() {
        return size;
    }

    int at(int position) {
        return rows[position];
    }
}
