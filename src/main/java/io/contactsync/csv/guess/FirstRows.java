package io.contactsync.csv.guess;

import io.contactsync.csv.text.CsvUnusable;
import io.contactsync.csv.text.Dialect;
import io.contactsync.csv.text.DialectGuess;
import io.contactsync.csv.text.Row;
import io.contactsync.csv.text.Rows;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How a file is written, and how it begins.
 *
 * @param dialect charset, by the whole file, and delimiter
 * @param sample its first rows
 */
record FirstRows(Dialect dialect, Sample sample) {

    private static final int MOST = 5_000;

    /**
     * Reads a file's beginning.
     *
     * @throws CsvUnusable if it cannot be read
     */
    static FirstRows of(Path file) {
        try {
            List<Charset> charsets = DialectGuess.charsets(file);
            for (Charset charset : charsets.subList(0, charsets.size() - 1)) {
                Optional<FirstRows> read = attempt(file, charset);
                if (read.isPresent()) {
                    return read.get();
                }
            }
            return read(file, charsets.get(charsets.size() - 1));
        } catch (NoSuchFileException e) {
            throw new CsvUnusable(file, "there is no such file");
        } catch (IOException e) {
            throw new CsvUnusable(file, "the file cannot be read: " + e);
        }
    }

    /** Nothing when the file has bytes that the charset does not have. */
    private static Optional<FirstRows> attempt(Path file, Charset charset) throws IOException {
        try {
            return Optional.of(read(file, charset));
        } catch (CsvUnusable.NotInCharset e) {
            return Optional.empty();
        }
    }

    private static FirstRows read(Path file, Charset charset) throws IOException {
        Dialect dialect = new Dialect(charset, DialectGuess.delimiter(file, charset, Optional.empty()));
        try (Rows rows = Rows.of(file, Files.newInputStream(file), dialect)) {
            Row header = rows.next();
            if (header == null) {
                throw new CsvUnusable(file, "the file is empty; its first line names the columns");
            }
            List<String> names = header.cells().stream()
                    .map(cell -> Normalizer.normalize(cell.strip(), Normalizer.Form.NFC))
                    .toList();
            List<List<String>> sample = new ArrayList<>();
            for (Row row = rows.next(); row != null && sample.size() < MOST; row = rows.next()) {
                if (row.cells().size() == names.size()) {
                    sample.add(row.cells());
                }
            }
            rows.countToEnd();
            return new FirstRows(dialect, new Sample(names, sample));
        }
    }
}
