package io.contactsync.csv;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The dialect and the first rows of a file.
 *
 * @param dialect the delimiter, and the charset of the whole file
 * @param names the column names, trimmed and in NFC
 * @param rows the cells of each row, as many as the header has
 */
record SampleRows(CsvDialect dialect, List<String> names, List<List<String>> rows) {

    private static final int MAX_ROWS = 5_000;

    SampleRows {
        names = List.copyOf(names);
        rows = List.copyOf(rows);
    }

    /**
     * Reads the first rows of a file; the rest is only checked.
     *
     * @throws CsvException if the file cannot be read
     */
    static SampleRows read(Path file) {
        CsvException.requireRegular(file);
        try {
            List<Charset> charsets = CsvDialectDetector.candidateCharsets(file);
            for (Charset charset : charsets.subList(0, charsets.size() - 1)) {
                Optional<SampleRows> sample = tryRead(file, charset);
                if (sample.isPresent()) {
                    return sample.get();
                }
            }
            return read(file, charsets.get(charsets.size() - 1));
        } catch (NoSuchFileException e) {
            throw new CsvException(file, "there is no such file");
        } catch (IOException e) {
            throw new CsvException(file, "the file cannot be read: " + e);
        }
    }

    /** {@return the sample, empty if the file has bytes that are invalid in the charset} */
    private static Optional<SampleRows> tryRead(Path file, Charset charset) throws IOException {
        try {
            return Optional.of(read(file, charset));
        } catch (CsvException.NotInCharset e) {
            return Optional.empty();
        }
    }

    private static SampleRows read(Path file, Charset charset) throws IOException {
        CsvDialect dialect =
                new CsvDialect(charset, CsvDialectDetector.detectDelimiter(file, charset, Optional.empty()));
        try (CsvRowReader reader = CsvRowReader.of(file, Files.newInputStream(file), dialect)) {
            CsvRow header = reader.next();
            if (header == null) {
                throw new CsvException(file, "the file is empty; its first line must name the columns");
            }
            List<String> names = header.cells().stream()
                    .map(cell -> Normalizer.normalize(cell.strip(), Normalizer.Form.NFC))
                    .toList();
            List<List<String>> rows = new ArrayList<>();
            for (CsvRow row = reader.next(); row != null && rows.size() < MAX_ROWS; row = reader.next()) {
                if (row.cells().size() == names.size()) {
                    rows.add(row.cells());
                }
            }
            reader.countToEnd();
            return new SampleRows(dialect, names, rows);
        }
    }

    /** {@return the cells of a column that are not blank} */
    List<String> cells(int column) {
        return rows.stream()
                .map(row -> row.get(column))
                .filter(cell -> !cell.isBlank())
                .toList();
    }

    /** {@return whether each row has a value in this column and no two values are equal} */
    boolean isUnique(int column) {
        Set<String> seen = new HashSet<>();
        return rows.stream().map(row -> row.get(column).strip()).allMatch(cell -> !cell.isEmpty() && seen.add(cell));
    }
}
