package io.contactsync.csv;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Iterator;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/** Reads the rows of a CSV file one by one, in constant memory. */
final class CsvRowReader implements Closeable {

    private final Path file;
    private final ValidatingReader reader;
    private final CSVParser parser;
    private final Iterator<CSVRecord> records;

    private CsvRowReader(Path file, ValidatingReader reader, CsvDialect dialect) throws IOException {
        this.file = file;
        this.reader = reader;
        this.parser = CSVParser.builder()
                .setReader(reader)
                .setFormat(dialect.format())
                .get();
        this.records = parser.iterator();
    }

    /**
     * Starts to read a file.
     *
     * @param file the file to name in errors
     * @param in the content of the file; closed by {@link #close}
     */
    public static CsvRowReader of(Path file, InputStream in, CsvDialect dialect) throws IOException {
        return new CsvRowReader(
                file, new ValidatingReader(new StrictDecodingReader(in, dialect.charset()), dialect, file), dialect);
    }

    static CsvRowReader of(String text, CsvDialect dialect) throws IOException {
        Path name = Path.of("sample");
        return new CsvRowReader(name, new ValidatingReader(new StringReader(text), dialect, name), dialect);
    }

    /**
     * Returns the next row; lines without any character are skipped.
     *
     * @return the row, or null at the end
     * @throws CsvException if quotes are unbalanced or bytes are invalid in the charset
     */
    public @Nullable CsvRow next() {
        try {
            while (true) {
                long line = parser.getCurrentLineNumber() + 1;
                if (!records.hasNext()) {
                    return null;
                }
                CSVRecord cells = records.next();
                if (cells.size() > 1 || !cells.get(0).isEmpty()) {
                    return new CsvRow(line, cells.toList());
                }
            }
        } catch (UncheckedIOException e) {
            throw unreadable(e.getCause());
        }
    }

    /**
     * Reads the rest of the file, only to check it and to count its rows.
     *
     * @return the number of rows of the whole file, including the header
     * @throws CsvException as {@link #next}
     */
    public long countToEnd() {
        char[] discarded = new char[1 << 13];
        try {
            while (reader.read(discarded, 0, discarded.length) >= 0) {
                // The reader counts the rows.
            }
        } catch (IOException e) {
            throw unreadable(e);
        }
        return reader.rows();
    }

    private CsvException unreadable(@Nullable IOException e) {
        return new CsvException(file, "the file cannot be read: " + e);
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }
}
