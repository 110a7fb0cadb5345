package io.contactsync.csv;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.io.ByteOrderMark;
import org.apache.commons.io.input.BOMInputStream;

/** Detects the charset and the delimiter of a CSV file. */
final class CsvDialectDetector {

    /** In order of preference if several fit equally well. */
    private static final char[] DELIMITERS = {',', ';', '\t', '|'};

    private static final int SAMPLE_BYTES = 1 << 18;
    private static final int SAMPLE_ROWS = 200;

    private CsvDialectDetector() {}

    /**
     * Returns the charsets to try in this order; the first one in which all bytes are valid is used.
     *
     * @return the charset of the byte order mark if there is one, else UTF-8 and Windows-1252
     */
    public static List<Charset> candidateCharsets(Path file) throws IOException {
        try (BOMInputStream in = BOMInputStream.builder()
                .setInputStream(Files.newInputStream(file))
                .setByteOrderMarks(ByteOrderMark.UTF_8, ByteOrderMark.UTF_16LE, ByteOrderMark.UTF_16BE)
                .get()) {
            return in.hasBOM()
                    ? List.of(Charset.forName(in.getBOMCharsetName()))
                    : List.of(StandardCharsets.UTF_8, Charset.forName("windows-1252"));
        }
    }

    /**
     * Returns the delimiter that gives the most consistent rows.
     *
     * @param id the name of a column that the header should have, if known
     * @return one of {@code , ; TAB |}; the comma if none of them gives a header with two cells
     */
    public static char detectDelimiter(Path file, Charset charset, Optional<String> id) throws IOException {
        String sample = sample(file, charset);
        char best = DELIMITERS[0];
        Fit bestFit = Fit.NONE;
        for (char delimiter : DELIMITERS) {
            Fit fit = fit(sample, new CsvDialect(charset, delimiter), id);
            if (fit.isBetterThan(bestFit)) {
                best = delimiter;
                bestFit = fit;
            }
        }
        return best;
    }

    private static String sample(Path file, Charset charset) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            // Invalid bytes are ignored here; they are detected when the whole file is read.
            String text = new String(in.readNBytes(SAMPLE_BYTES), charset);
            boolean truncated = in.read() >= 0;
            int lastLineEnd = Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r'));
            String lines = truncated && lastLineEnd > 0 ? text.substring(0, lastLineEnd) : text;
            return lines.startsWith("\uFEFF") ? lines.substring(1) : lines;
        }
    }

    private static Fit fit(String sample, CsvDialect dialect, Optional<String> id) throws IOException {
        List<CsvRow> rows = rows(sample, dialect);
        if (rows.isEmpty()) {
            return Fit.NONE;
        }
        List<String> header = rows.get(0).cells();
        boolean hasId = id.isPresent() && header.stream().map(String::strip).anyMatch(id.get()::equals);
        long consistent =
                rows.stream().filter(row -> row.cells().size() == header.size()).count();
        return header.size() == 1 ? Fit.NONE : new Fit(hasId, (double) consistent / rows.size(), header.size());
    }

    private static List<CsvRow> rows(String sample, CsvDialect dialect) throws IOException {
        List<CsvRow> rows = new ArrayList<>();
        try (CsvRowReader all = CsvRowReader.of(sample, dialect)) {
            for (CsvRow row = all.next(); row != null && rows.size() < SAMPLE_ROWS; row = all.next()) {
                rows.add(row);
            }
        } catch (CsvException e) {
            // With this delimiter the quotes are unbalanced, or the sample ends inside a cell: use the rows before.
            return rows;
        }
        return rows;
    }

    /**
     * How well a delimiter fits: first the id column, then the share of rows as long as the header, then its length.
     */
    private record Fit(boolean hasId, double consistent, int columns) {

        private static final Fit NONE = new Fit(false, 0, 0);

        boolean isBetterThan(Fit other) {
            if (hasId != other.hasId) {
                return hasId;
            }
            return consistent != other.consistent ? consistent > other.consistent : columns > other.columns;
        }
    }
}
