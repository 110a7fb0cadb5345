package io.contactsync.csv;

import io.contactsync.contact.Contact;
import io.contactsync.contact.Reading;
import io.contactsync.contact.Unreadable;
import io.contactsync.csv.text.FormulaGuard;
import io.contactsync.csv.text.Row;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes a contact of a row, or says why it is none. */
final class RowReader {

    private static final Pattern SCIENTIFIC =
            Pattern.compile("\\s*[+-]?\\d+(?:[.,]\\d+E[+-]?|E\\+)\\d+\\s*", Pattern.CASE_INSENSITIVE);
    private static final String DIGITS_LOST =
            " is in scientific notation, so digits are lost: format the column as text in the spreadsheet and export it again";

    private final Header header;
    private final boolean guardFormulas;

    RowReader(Header header, boolean guardFormulas) {
        this.header = header;
        this.guardFormulas = guardFormulas;
    }

    /**
     * Reads a row.
     *
     * @param row the row
     * @param position where a scan resumes after it
     * @param isNew takes an id in, and tells whether it was not met before
     */
    Reading read(Row row, String position, Predicate<String> isNew) {
        String wrong = shape(row.cells());
        if (wrong == null) {
            List<String> cells = guardFormulas
                    ? row.cells().stream().map(FormulaGuard::takeOff).toList()
                    : row.cells();
            String id = cells.get(header.id()).strip();
            wrong = values(cells, id, isNew);
            if (wrong == null) {
                return new Contact(id, fields(cells), position);
            }
        }
        return new Unreadable("line " + row.line(), wrong, position);
    }

    private @Nullable String shape(List<String> cells) {
        int columns = header.names().size();
        if (cells.size() != columns) {
            return "%s cells: %d where the header has %d"
                    .formatted(cells.size() < columns ? "too few" : "too many", cells.size(), columns);
        }
        for (int column = 0; column < columns; column++) {
            String cell = cells.get(column);
            if (cell.indexOf('\0') >= 0) {
                return "column '" + header.names().get(column) + "' has a NUL in it";
            }
            if (cell.length() > Row.LONGEST_CELL) {
                return "column '" + header.names().get(column) + "' is longer than 1 MB";
            }
        }
        return null;
    }

    private @Nullable String values(List<String> cells, String id, Predicate<String> isNew) {
        if (id.isEmpty()) {
            return "the id is blank";
        }
        if (SCIENTIFIC.matcher(id).matches()) {
            return "the id" + DIGITS_LOST;
        }
        if (!isNew.test(id)) {
            return "the id " + id + " stands in an earlier line already";
        }
        for (int column : header.phones()) {
            if (SCIENTIFIC.matcher(cells.get(column)).matches()) {
                return "the phone in column '" + header.names().get(column) + "'" + DIGITS_LOST;
            }
        }
        return null;
    }

    private Map<String, @Nullable Object> fields(List<String> cells) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        for (int column = 0; column < cells.size(); column++) {
            String cell = cells.get(column);
            fields.put(header.names().get(column), cell.isEmpty() ? null : cell);
        }
        return fields;
    }
}
