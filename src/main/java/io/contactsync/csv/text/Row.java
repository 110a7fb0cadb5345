package io.contactsync.csv.text;

import java.util.List;

/**
 * One row of a CSV file.
 *
 * @param line the line in which it begins, from 1
 * @param cells its cells as they are written, without quotes
 */
public record Row(long line, List<String> cells) {

    /** The most characters of a sound cell; a longer one is cut to one more than this. */
    public static final int LONGEST_CELL = 1_000_000;

    /** Takes an unmodifiable copy. */
    public Row {
        cells = List.copyOf(cells);
    }
}
