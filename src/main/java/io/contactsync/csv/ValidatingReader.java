package io.contactsync.csv;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Checks every character with {@link CsvCellStateMachine} before Commons CSV reads it, and drops those that the rules
 * drop. An error is thrown only after the rows before it have been read.
 */
final class ValidatingReader extends Reader {

    private final Reader in;
    private final CsvDialect dialect;
    private final Path file;
    private final CsvCellStateMachine rules;
    private final char[] buffer = new char[1 << 13];
    private int next;
    private int end;
    private @Nullable CsvException pendingError;

    ValidatingReader(Reader in, CsvDialect dialect, Path file) {
        this.in = in;
        this.dialect = dialect;
        this.file = file;
        this.rules = new CsvCellStateMachine(dialect.delimiter(), file);
    }

    /** {@return the number of rows so far that are not blank, including the header} */
    long rows() {
        return rules.rows();
    }

    @Override
    public int read(char[] target, int offset, int length) throws IOException {
        while (next == end) {
            if (!fill()) {
                return -1;
            }
        }
        int count = Math.min(length, end - next);
        System.arraycopy(buffer, next, target, offset, count);
        next += count;
        return count;
    }

    /** Fills the buffer with the next accepted characters; returns false at the end. */
    private boolean fill() throws IOException {
        if (pendingError != null) {
            throw pendingError;
        }
        int count = readDecoded();
        if (count < 0) {
            rules.end();
            return false;
        }
        next = 0;
        end = 0;
        try {
            for (int i = 0; i < count; i++) {
                char c = buffer[i];
                if (rules.accept(c)) {
                    buffer[end++] = c;
                }
            }
        } catch (CsvException e) {
            // The rows before the error are valid and are returned first.
            pendingError = e;
        }
        return true;
    }

    private int readDecoded() throws IOException {
        try {
            return in.read(buffer, 0, buffer.length);
        } catch (CharacterCodingException e) {
            throw new CsvException.NotInCharset(
                    file, rules.line(), dialect.charset().name());
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
