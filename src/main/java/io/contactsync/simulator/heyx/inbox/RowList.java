package io.contactsync.simulator.heyx.inbox;

import java.util.Arrays;

/**
 * Row numbers in ascending order: compact, so that a million contacts can share one value and still be paged at once.
 */
final class RowList {

    private int[] rows = new int[1];
    private int size;

    void add(int row) {
        int place = Arrays.binarySearch(rows, 0, size, row);
        if (place >= 0) {
            return;
        }
        if (size == rows.length) {
            rows = Arrays.copyOf(rows, size + (size >> 1) + 1);
        }
        int at = -place - 1;
        System.arraycopy(rows, at, rows, at + 1, size - at);
        rows[at] = row;
        size++;
    }

    void remove(int row) {
        int place = Arrays.binarySearch(rows, 0, size, row);
        if (place >= 0) {
            System.arraycopy(rows, place + 1, rows, place, size - place - 1);
            size--;
        }
    }

    int size() {
        return size;
    }

    int at(int place) {
        return rows[place];
    }
}
