package io.contactsync.csv;

import io.contactsync.contact.Contact;
import io.contactsync.contact.SourceItem;
import io.contactsync.support.UnicodeText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Converts a row to a contact, or to an invalid item with the reason. */
final class CsvRowMapper {

    private static final Pattern SCIENTIFIC =
            Pattern.compile("\\s*[+-]?\\d+(?:[.,]\\d+E[+-]?|E\\+)\\d+\\s*", Pattern.CASE_INSENSITIVE);
    private static final String DIGITS_LOST =
            " is in scientific notation, which loses digits: format the column as text in the spreadsheet and export it again";

    private final CsvHeader header;
    private final boolean guardFormulas;

    CsvRowMapper(CsvHeader header, boolean guardFormulas) {
        this.header = header;
        this.guardFormulas = guardFormulas;
    }

    /**
     * Converts a row.
     *
     * @param position the position from which a scan resumes after this row
     * @param isNew adds an id to those read so far and returns false if it is not new
     */
    SourceItem read(CsvRow row, String position, Predicate<String> isNew) {
        String error = cellError(row.cells());
        if (error == null) {
            List<String> cells = guardFormulas
                    ? row.cells().stream().map(FormulaGuard::unguard).toList()
                    : row.cells();
            String id = cells.get(header.id()).strip();
            error = valueError(cells, id, isNew);
            if (error == null) {
                return new Contact(id, fields(cells), position);
            }
        }
        return new SourceItem.Invalid("line " + row.line(), error, position);
    }

    private @Nullable String cellError(List<String> cells) {
        int columns = header.names().size();
        if (cells.size() != columns) {
            return "%s cells: %d, but the header has %d"
                    .formatted(cells.size() < columns ? "too few" : "too many", cells.size(), columns);
        }
        for (int column = 0; column < columns; column++) {
            String cell = cells.get(column);
            if (cell.indexOf('\0') >= 0) {
                return "column '" + header.names().get(column) + "' contains a NUL";
            }
            if (cell.length() > CsvRow.MAX_CELL_LENGTH) {
                return "column '" + header.names().get(column) + "' is longer than 1 MB";
            }
        }
        return null;
    }

    private @Nullable String valueError(List<String> cells, String id, Predicate<String> isNew) {
        if (id.isEmpty()) {
            return "the id is blank";
        }
        if (!UnicodeText.isWellFormed(id)) {
            return SourceItem.HALF_PAIR;
        }
        if (SCIENTIFIC.matcher(id).matches()) {
            return "the id" + DIGITS_LOST;
        }
        if (!isNew.test(id)) {
            return "the id " + id + " already occurs in an earlier line";
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
