package io.contactsync.csv.text;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Shows every character to {@link CellRules} before Commons CSV sees it, and passes on what they let through. What they
 * throw comes behind the rows before it.
 */
final class CellWatch extends Reader {

    private final Reader in;
    private final Dialect dialect;
    private final Path file;
    private final CellRules rules;
    private final char[] buffer = new char[1 << 13];
    private int next;
    private int ready;
    private @Nullable CsvUnusable fault;

    CellWatch(Reader in, Dialect dialect, Path file) {
        this.in = in;
        this.dialect = dialect;
        this.file = file;
        this.rules = new CellRules(dialect.delimiter(), file);
    }

    /** Rows so far that are not blank, the header among them; all of them once the end was read. */
    long rows() {
        return rules.rows();
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
            rules.end();
            return false;
        }
        next = 0;
        ready = 0;
        try {
            for (int i = 0; i < count; i++) {
                char c = buffer[i];
                if (rules.passes(c)) {
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
            throw new CsvUnusable.NotInCharset(
                    file, rules.line(), dialect.charset().name());
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
