package io.contactsync.csv.text;

import java.nio.file.Path;

/**
 * The rules of Commons CSV, character by character. They count lines and rows, throw for quotes that do not pair, and
 * leave out what a cell has beyond {@link Row#LONGEST_CELL} characters, so that memory stays bounded whatever the file
 * holds.
 */
final class CellRules {

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

    private final char delimiter;
    private final Path file;
    private State state = State.CELL_BEGINS;
    private long line = 1;
    private long rows;
    private long openedInLine;
    private int cellLength;
    private boolean rowIsBlank = true;
    private boolean afterReturn;

    CellRules(char delimiter, Path file) {
        this.delimiter = delimiter;
        this.file = file;
    }

    /** The line of what was seen last, from 1. */
    long line() {
        return line;
    }

    /** Rows so far that are not blank. */
    long rows() {
        return rows;
    }

    /** Whether a character is passed on. */
    boolean passes(char c) {
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

    /** The file is at its end. */
    void end() {
        if (state == State.QUOTED) {
            throw neverClosed();
        }
        endRow();
        state = State.CELL_BEGINS;
    }

    private CsvUnusable neverClosed() {
        return new CsvUnusable(file, openedInLine, "a quote is opened in this line and never closed");
    }
}
