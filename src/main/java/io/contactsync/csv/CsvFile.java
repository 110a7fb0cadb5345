package io.contactsync.csv;

import io.contactsync.support.AtomicFile;
import io.contactsync.support.UnicodeText;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;

/** Writes a list to a CSV file for a spreadsheet: RFC 4180, UTF-8, formulas guarded. */
public final class CsvFile {

    private CsvFile() {}

    /**
     * Creates or replaces a file, which appears in full or not at all. If it is a symbolic link, its destination is
     * replaced.
     *
     * @param columns the header
     * @param rows one cell for each column, as text or a number
     * @throws IOException if the file cannot be written; an older file is then unchanged
     */
    public static void write(Path file, List<String> columns, Stream<List<?>> rows) throws IOException {
        AtomicFile.replace(
                file,
                newFile -> {
                    try (Writer writer = Files.newBufferedWriter(newFile)) {
                        writer.write(row(columns.stream()));
                        for (List<?> cells : (Iterable<List<?>>) rows::iterator) {
                            writer.write(
                                    row(cells.stream().map(Object::toString).map(FormulaGuard::guard)));
                        }
                    }
                    return file;
                },
                AtomicFile.Option.FOLLOW_LINK);
    }

    /** A row with its line end. Half a surrogate pair is written as U+FFFD. */
    static String row(Stream<String> cells) {
        return CSVFormat.RFC4180.format(cells.map(UnicodeText::wellFormed).toArray()) + "\r\n";
    }
}
