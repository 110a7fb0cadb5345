package io.contactsync.cli.terminal;

import io.contactsync.support.TerminalText;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;

/**
 * The writer to which every command prints: stdout, or stderr. It escapes what a terminal would execute or not display
 * ({@link TerminalText}), so that no command has to think of it.
 *
 * <ul>
 *   <li>{@link #println(String)} prints one line: a line break in the text is escaped, too.
 *   <li>All other methods keep line breaks and the sequences that set colours. A text of several lines is composed with
 *       {@link io.contactsync.support.TextLines}, which escapes line by line.
 * </ul>
 *
 * <p>JSON stays valid and keeps its meaning, because the escapes are those of JSON.
 */
public final class TerminalWriter extends PrintWriter {

    private final PrintWriter terminal;
    private char highSurrogate;

    /**
     * Creates a writer.
     *
     * @param terminal gets the escaped text
     */
    public TerminalWriter(PrintWriter terminal) {
        super(terminal, true);
        this.terminal = terminal;
    }

    /** The writer without escaping, for the sequences that move the cursor. */
    static PrintWriter unescaped(PrintWriter writer) {
        PrintWriter unescaped = writer;
        while (unescaped instanceof TerminalWriter escaping) {
            unescaped = escaping.terminal;
        }
        return unescaped;
    }

    @Override
    public void println(@Nullable String line) {
        super.println(TerminalText.escape(String.valueOf(line)));
    }

    @Override
    public void write(String text, int from, int length) {
        writeEscaped(text.substring(from, from + length));
    }

    @Override
    public void write(char[] text, int from, int length) {
        writeEscaped(new String(text, from, length));
    }

    @Override
    public void write(int c) {
        writeEscaped(Character.toString((char) c));
    }

    /** The two halves of a surrogate pair may come in two calls. */
    private void writeEscaped(String text) {
        synchronized (lock) {
            String all = highSurrogate == 0 ? text : highSurrogate + text;
            int end = all.length();
            highSurrogate = 0;
            if (end > 0 && Character.isHighSurrogate(all.charAt(end - 1))) {
                highSurrogate = all.charAt(--end);
            }
            String escaped = TerminalText.escapeStyledLines(all.substring(0, end));
            super.write(escaped, 0, escaped.length());
        }
    }
}
