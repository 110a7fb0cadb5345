package io.contactsync.csv.guess;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The first rows of a file.
 *
 * @param names the columns' names
 * @param rows cells by column, each row as long as the header
 */
record Sample(List<String> names, List<List<String>> rows) {

    Sample {
        names = List.copyOf(names);
        rows = List.copyOf(rows);
    }

    /** The cells of a column that are not blank. */
    List<String> cells(int column) {
        return rows.stream()
                .map(row -> row.get(column))
                .filter(cell -> !cell.isBlank())
                .toList();
    }

    /** Whether a column has a value in each row, and each another one. */
    boolean isUnique(int column) {
        Set<String> met = new HashSet<>();
        return rows.stream().map(row -> row.get(column).strip()).allMatch(cell -> !cell.isEmpty() && met.add(cell));
    }
}
