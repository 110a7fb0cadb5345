package io.contactsync.csv;

import java.util.List;

/**
 * One row of a CSV file.
 *
 * @param line the line in which the row starts, from 1
 * @param cells the raw cells, without quotes
 */
record CsvRow(long line, List<String> cells) {

    /** The maximum length of a valid cell in characters; a longer cell is truncated to one character more. */
    public static final int MAX_CELL_LENGTH = 1_000_000;

    /** Takes an unmodifiable copy. */
    public CsvRow {
        cells = List.copyOf(cells);
    }
}
