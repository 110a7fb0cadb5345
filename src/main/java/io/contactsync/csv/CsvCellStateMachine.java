package io.contactsync.csv;

import java.nio.file.Path;

/**
 * The rules of Commons CSV for cells, as a state machine over characters. Counts lines and rows, throws for unbalanced
 * quotes, and drops the characters of a cell beyond {@link CsvRow#MAX_CELL_LENGTH}, so that memory is bounded for any
 * file.
 */
final class CsvCellStateMachine {

    /** A quoted cell with more characters than this has an opening quote that is never closed. */
    private static final int MAX_QUOTED_LENGTH = 8 * CsvRow.MAX_CELL_LENGTH;

    private enum State {
        CELL_START,
        UNQUOTED,
        QUOTED,
        /** After a quote inside a quoted cell: the end of the cell, or the first half of a doubled quote. */
        QUOTE,
        AFTER_CLOSING_QUOTE
    }

    private final char delimiter;
    private final Path file;
    private State state = State.CELL_START;
    private long line = 1;
    private long rows;
    private long openingLine;
    private int cellLength;
    private boolean rowIsBlank = true;
    private boolean afterCarriageReturn;

    CsvCellStateMachine(char delimiter, Path file) {
        this.delimiter = delimiter;
        this.file = file;
    }

    /** {@return the line of the last character, from 1} */
    long line() {
        return line;
    }

    /** {@return the number of rows so far that are not blank} */
    long rows() {
        return rows;
    }

    /** Processes a character; returns false if it is to be dropped. */
    boolean accept(char c) {
        boolean crLf = c == '\n' && afterCarriageReturn;
        afterCarriageReturn = c == '\r';
        boolean lineEnd = c == '\n' || c == '\r';
        if (lineEnd && !crLf) {
            line++;
        }
        if (crLf && state == State.CELL_START) {
            // The carriage return has already ended the row.
            return true;
        }
        return switch (state) {
            case QUOTED -> inQuotes(c, lineEnd);
            case QUOTE -> afterQuote(c, lineEnd);
            case AFTER_CLOSING_QUOTE -> afterClosingQuote(c, lineEnd);
            case CELL_START, UNQUOTED -> unquoted(c, lineEnd);
        };
    }

    private boolean inQuotes(char c, boolean lineEnd) {
        if (c == '"') {
            state = State.QUOTE;
            return true;
        }
        return addToCell(lineEnd);
    }

    private boolean afterQuote(char c, boolean lineEnd) {
        if (c == '"') {
            state = State.QUOTED;
            return addToCell(true);
        }
        state = State.AFTER_CLOSING_QUOTE;
        return afterClosingQuote(c, lineEnd);
    }

    private boolean unquoted(char c, boolean lineEnd) {
        if (lineEnd || c == delimiter) {
            endCell(lineEnd);
            return true;
        }
        if (c == '"' && state == State.CELL_START) {
            state = State.QUOTED;
            openingLine = line;
            return true;
        }
        state = State.UNQUOTED;
        return addToCell(false);
    }

    private boolean afterClosingQuote(char c, boolean lineEnd) {
        if (lineEnd || c == delimiter) {
            endCell(lineEnd);
        } else if (!Character.isWhitespace(c)) {
            throw new CsvException(
                    file,
                    line,
                    "text after the closing quote of a cell that starts in line " + openingLine
                            + "; write a quote inside a quoted cell twice");
        }
        return true;
    }

    /** Adds a character to the cell; returns false if it is to be dropped. */
    private boolean addToCell(boolean structural) {
        rowIsBlank = false;
        cellLength++;
        if (structural && cellLength > MAX_QUOTED_LENGTH) {
            throw neverClosed();
        }
        return structural || cellLength <= CsvRow.MAX_CELL_LENGTH + 1;
    }

    private void endCell(boolean lineEnd) {
        state = State.CELL_START;
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

    /** Processes the end of the file. */
    void end() {
        if (state == State.QUOTED) {
            throw neverClosed();
        }
        endRow();
        state = State.CELL_START;
    }

    private CsvException neverClosed() {
        return new CsvException(file, openingLine, "a quote opened in this line is never closed");
    }
}
