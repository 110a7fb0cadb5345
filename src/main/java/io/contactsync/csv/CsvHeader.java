package io.contactsync.csv;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The header row of a file.
 *
 * @param names the unique column names, trimmed and in NFC
 * @param id the index of the id column, from 0
 * @param phones the indexes of the columns with phone numbers, from 0
 */
record CsvHeader(List<String> names, int id, Set<Integer> phones) {

    CsvHeader {
        names = List.copyOf(names);
        phones = Set.copyOf(phones);
    }

    /**
     * Reads a header.
     *
     * @throws CsvException if a name is blank or repeated, or the id column is missing
     */
    static CsvHeader of(CsvRow row, CsvSourceOptions options) {
        List<String> names = row.cells().stream()
                .map(cell -> name(options.guardFormulas() ? FormulaGuard.unguard(cell) : cell))
                .toList();
        Map<String, Integer> columns = new HashMap<>();
        for (int column = 0; column < names.size(); column++) {
            String name = names.get(column);
            check(row, options, name, column);
            Integer earlier = columns.putIfAbsent(name, column);
            if (earlier != null) {
                throw new CsvException(
                        options.file(),
                        row.line(),
                        "columns %d and %d have the same name '%s'; rename one of them"
                                .formatted(earlier + 1, column + 1, name));
            }
        }
        Integer id = columns.get(name(options.id()));
        if (id == null) {
            throw new CsvException(
                    options.file(),
                    row.line(),
                    "no column '%s' for the id; the columns are: %s".formatted(options.id(), String.join(", ", names)));
        }
        return new CsvHeader(names, id, phones(names, options.phones()));
    }

    private static void check(CsvRow row, CsvSourceOptions options, String name, int column) {
        String where = "the name of column " + (column + 1);
        if (name.isEmpty()) {
            throw new CsvException(options.file(), row.line(), where + " is blank; every column needs a name");
        }
        if (name.indexOf('\0') >= 0) {
            throw new CsvException(
                    options.file(),
                    row.line(),
                    where + " contains a NUL; if the file is UTF-16, set the charset in the job file");
        }
    }

    /** {@return the normalized name of a column, as used in expressions} */
    static String name(String cell) {
        return Normalizer.normalize(cell.strip(), Normalizer.Form.NFC);
    }

    private static Set<Integer> phones(List<String> names, List<String> expressions) {
        Set<Integer> phones = new HashSet<>();
        for (int column = 0; column < names.size(); column++) {
            String name = names.get(column);
            Pattern word = Pattern.compile("(?<![\\p{L}\\p{N}_])" + Pattern.quote(name) + "(?![\\p{L}\\p{N}_])");
            if (ColumnRole.of(name).equals(Optional.of(ColumnRole.PHONE))
                    || expressions.stream().anyMatch(one -> word.matcher(one).find())) {
                phones.add(column);
            }
        }
        return phones;
    }
}
