package io.contactsync.csv.text;

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

/** Finds out how a CSV file is written. */
public final class DialectGuess {

    /** In the order in which they are believed when several do equally well. */
    private static final char[] DELIMITERS = {',', ';', '\t', '|'};

    private static final int SAMPLE_BYTES = 1 << 18;
    private static final int SAMPLE_ROWS = 200;

    private DialectGuess() {}

    /**
     * The charsets that a file may have, the first that has all its bytes is the right one.
     *
     * @param file the file
     * @return the one that a byte order mark names, else UTF-8 and then Windows-1252
     * @throws IOException if the file cannot be read
     */
    public static List<Charset> charsets(Path file) throws IOException {
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
     * The delimiter that gives the most consistent rows.
     *
     * @param file the file
     * @param charset its encoding
     * @param id the name of a column that the header must have, if one is known
     * @return one of {@code , ; TAB |}; the comma when no row has two cells by any
     * @throws IOException if the file cannot be read
     */
    public static char delimiter(Path file, Charset charset, Optional<String> id) throws IOException {
        String sample = sample(file, charset);
        char best = DELIMITERS[0];
        Fit bestFit = Fit.NONE;
        for (char delimiter : DELIMITERS) {
            Fit fit = fit(sample, new Dialect(charset, delimiter), id);
            if (fit.isBetterThan(bestFit)) {
                best = delimiter;
                bestFit = fit;
            }
        }
        return best;
    }

    private static String sample(Path file, Charset charset) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            // Bytes that are wrong do not matter here: whoever reads the whole file meets them.
            String text = new String(in.readNBytes(SAMPLE_BYTES), charset);
            boolean cut = in.read() >= 0;
            int lastLine = Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r'));
            String whole = cut && lastLine > 0 ? text.substring(0, lastLine) : text;
            return whole.startsWith("\uFEFF") ? whole.substring(1) : whole;
        }
    }

    private static Fit fit(String sample, Dialect dialect, Optional<String> id) throws IOException {
        List<Row> rows = rows(sample, dialect);
        if (rows.isEmpty()) {
            return Fit.NONE;
        }
        List<String> header = rows.get(0).cells();
        boolean hasId = id.isPresent() && header.stream().map(String::strip).anyMatch(id.get()::equals);
        long same =
                rows.stream().filter(row -> row.cells().size() == header.size()).count();
        return header.size() == 1 ? Fit.NONE : new Fit(hasId, (double) same / rows.size(), header.size());
    }

    private static List<Row> rows(String sample, Dialect dialect) throws IOException {
        List<Row> rows = new ArrayList<>();
        try (Rows all = Rows.of(sample, dialect)) {
            for (Row row = all.next(); row != null && rows.size() < SAMPLE_ROWS; row = all.next()) {
                rows.add(row);
            }
        } catch (CsvUnusable e) {
            // By this delimiter quotes do not pair, or the sample ends inside a cell: the rows before count.
            return rows;
        }
        return rows;
    }

    /** How well a delimiter fits: the named column first, then the share of equally long rows, then their length. */
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
