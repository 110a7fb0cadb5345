package io.contactsync.csv.text;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Sees every character before Commons CSV does, by the same rules. It counts lines and rows, throws for quotes that do
 * not pair, and leaves out what a cell has beyond {@link Row#LONGEST_CELL} characters, so that memory stays bounded
 * whatever the file holds.
 */
final class CellWatch extends Reader {

    /** So many line ends and quotes are believed to be in one cell, before its opening quote counts as never closed. */
    private static final int MOST_IN_QUOTES = 8 * Row.LONGEST_CELL;

    private enum State {
        CELL_BEGINS,
        PLAIN,
        QUOTED,
        /** A quote inside a quoted cell: the cell's end, or the first of two that stand for one. */
        QUOTE,
        CLOSED
    }

    private final Reader in;
    private final char delimiter;
    private final Dialect dialect;
    private final Path file;
    private final char[] buffer = new char[1 << 13];
    private int next;
    private int ready;
    private State state = State.CELL_BEGINS;
    private long line = 1;
    private long rows;
    private long openedInLine;
    private int cellLength;
    private boolean rowIsBlank = true;
    private boolean afterReturn;
    private @Nullable CsvUnusable fault;

    CellWatch(Reader in, Dialect dialect, Path file) {
        this.in = in;
        this.delimiter = dialect.delimiter();
        this.dialect = dialect;
        this.file = file;
    }

    /** Rows so far that are not blank, the header among them; all of them once the end was read. */
    long rows() {
        return rows;
    }

    @Override
    public int read(char[] target, int offset, int length) throws IOException {
        while (next == ready) {
            if (!fill()) {
                return -1;
            }
        }
        int count = Math.min(length, ready - next);
        System.arraycopy(buffer, next, target, offset, count);
        next += count;
        return count;
    }

    /** Takes in what comes next and keeps what is passed on; false at the end. */
    private boolean fill() throws IOException {
        if (fault != null) {
            throw fault;
        }
        int count = decoded();
        if (count < 0) {
            end();
            return false;
        }
        next = 0;
        ready = 0;
        try {
            for (int i = 0; i < count; i++) {
                char c = buffer[i];
                if (passes(c)) {
                    buffer[ready++] = c;
                }
            }
        } catch (CsvUnusable e) {
            // The rows before it are sound, and come first.
            fault = e;
        }
        return true;
    }

    private int decoded() throws IOException {
        try {
            return in.read(buffer, 0, buffer.length);
        } catch (CharacterCodingException e) {
            throw new CsvUnusable.NotInCharset(file, line, dialect.charset().name());
        }
    }

    /** Whether a character is passed on. */
    private boolean passes(char c) {
        boolean secondHalf = c == '\n' && afterReturn;
        afterReturn = c == '\r';
        boolean lineEnd = c == '\n' || c == '\r';
        if (lineEnd && !secondHalf) {
            line++;
        }
        if (secondHalf && state == State.CELL_BEGINS) {
            // It belongs to the row that the carriage return has ended.
            return true;
        }
        return switch (state) {
            case QUOTED -> quoted(c, lineEnd);
            case QUOTE -> behindQuote(c, lineEnd);
            case CLOSED -> closed(c, lineEnd);
            case CELL_BEGINS, PLAIN -> unquoted(c, lineEnd);
        };
    }

    private boolean quoted(char c, boolean lineEnd) {
        if (c == '"') {
            state = State.QUOTE;
            return true;
        }
        return grows(lineEnd);
    }

    private boolean behindQuote(char c, boolean lineEnd) {
        if (c == '"') {
            state = State.QUOTED;
            return grows(true);
        }
        state = State.CLOSED;
        return closed(c, lineEnd);
    }

    private boolean unquoted(char c, boolean lineEnd) {
        if (lineEnd || c == delimiter) {
            endCell(lineEnd);
            return true;
        }
        if (c == '"' && state == State.CELL_BEGINS) {
            state = State.QUOTED;
            openedInLine = line;
            return true;
        }
        state = State.PLAIN;
        return grows(false);
    }

    private boolean closed(char c, boolean lineEnd) {
        if (lineEnd || c == delimiter) {
            endCell(lineEnd);
        } else if (!Character.isWhitespace(c)) {
            throw new CsvUnusable(
                    file,
                    line,
                    "text behind a closing quote, of a cell that begins in line " + openedInLine
                            + "; a quote inside a quoted cell is written twice");
        }
        return true;
    }

    /** Takes a character into the cell; tells whether it is passed on. */
    private boolean grows(boolean structural) {
        rowIsBlank = false;
        cellLength++;
        if (structural && cellLength > MOST_IN_QUOTES) {
            throw neverClosed();
        }
        return structural || cellLength <= Row.LONGEST_CELL + 1;
    }

    private void endCell(boolean lineEnd) {
        state = State.CELL_BEGINS;
        cellLength = 0;
        if (lineEnd) {
            endRow();
        } else {
            rowIsBlank = false;
        }
    }

    private void endRow() {
        if (!rowIsBlank) {
            rows++;
        }
        rowIsBlank = true;
    }

    private void end() {
        if (state == State.QUOTED) {
            throw neverClosed();
        }
        endRow();
        state = State.CELL_BEGINS;
    }

    private CsvUnusable neverClosed() {
        return new CsvUnusable(file, openedInLine, "a quote is opened in this line and never closed");
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
