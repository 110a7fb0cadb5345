package io.contactsync.csv.text;

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

/** The rows of a CSV file, one after the other, in memory that does not grow with the file. */
public final class Rows implements Closeable {

    private final Path file;
    private final CellWatch watch;
    private final CSVParser parser;
    private final Iterator<CSVRecord> records;

    private Rows(Path file, CellWatch watch, Dialect dialect) throws IOException {
        this.file = file;
        this.watch = watch;
        this.parser =
                CSVParser.builder().setReader(watch).setFormat(dialect.format()).get();
        this.records = parser.iterator();
    }

    /**
     * Begins to read a file.
     *
     * @param file the file, named in errors
     * @param in its bytes; closed with the rows
     * @param dialect how it is written
     * @return its rows
     * @throws IOException if it cannot be read
     */
    public static Rows of(Path file, InputStream in, Dialect dialect) throws IOException {
        return new Rows(file, new CellWatch(new Decoding(in, dialect.charset()), dialect, file), dialect);
    }

    static Rows of(String text, Dialect dialect) throws IOException {
        Path nowhere = Path.of("sample");
        return new Rows(nowhere, new CellWatch(new StringReader(text), dialect, nowhere), dialect);
    }

    /**
     * The next row.
     *
     * @return the row, or null at the end; lines without any character are passed over
     * @throws CsvUnusable if quotes do not pair, or bytes are not of the charset
     */
    public @Nullable Row next() {
        try {
            while (true) {
                long line = parser.getCurrentLineNumber() + 1;
                if (!records.hasNext()) {
                    return null;
                }
                CSVRecord cells = records.next();
                if (cells.size() > 1 || !cells.get(0).isEmpty()) {
                    return new Row(line, cells.toList());
                }
            }
        } catch (UncheckedIOException e) {
            throw unreadable(e.getCause());
        }
    }

    /**
     * Reads the rest, only to check and count it.
     *
     * @return how many rows the whole file has, the header among them
     * @throws CsvUnusable as {@link #next}
     */
    public long countToEnd() {
        char[] passed = new char[1 << 13];
        try {
            while (watch.read(passed, 0, passed.length) >= 0) {
                // The watch counts.
            }
        } catch (IOException e) {
            throw unreadable(e);
        }
        return watch.rows();
    }

    private CsvUnusable unreadable(@Nullable IOException e) {
        return new CsvUnusable(file, "the file cannot be read: " + e);
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }
}
