package io.contactsync.cli.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.contactsync.support.TerminalText;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.function.IntSupplier;

/**
 * Keeps one line at the bottom of a terminal. Anything else written to stderr, such as a log line, appears above it:
 * the line is erased, the text is written, and the line is drawn again below.
 */
final class LiveScreen implements AutoCloseable {

    /** Moves to the first column and erases the line. */
    private static final String ERASE = "\r\u001b[2K";
    /** Turns wrapping off, so that a line is cut if the window has just become narrower. */
    private static final String NO_WRAP = "\u001b[?7l";

    private static final String WRAP = "\u001b[?7h";

    private final Object lock = new Object();
    private final PrintWriter terminal;
    private final IntSupplier columns;
    private final boolean coloured;
    private final PrintStream stderr = System.err;
    private String shown = "";

    /**
     * Takes over the terminal and replaces {@link System#err} until closed.
     *
     * @param columns the terminal's width, called before each draw
     * @param coloured whether the line is drawn in colours
     */
    public LiveScreen(PrintWriter terminal, IntSupplier columns, boolean coloured) {
        this.terminal = TerminalWriter.unescaped(terminal);
        this.columns = columns;
        this.coloured = coloured;
        System.setErr(new PrintStream(new LineBuffer(), true, UTF_8));
    }

    /** Draws the line for a sample of the run's progress. */
    public void show(RunProgress progress) {
        // The last column stays free: some terminals wrap after writing it.
        StyledLine line = ProgressText.of(progress, Math.max(1, columns.getAsInt() - 1));
        synchronized (lock) {
            shown = NO_WRAP + (coloured ? line.ansi() : line.plain()) + WRAP;
            terminal.print(ERASE + shown);
            terminal.flush();
        }
    }

    private void write(String text) {
        synchronized (lock) {
            terminal.print(ERASE + TerminalText.escapeStyledLines(text) + shown);
            terminal.flush();
        }
    }

    /** A writer whose lines appear above the live line. */
    public PrintWriter writer() {
        return new TerminalWriter(new PrintWriter(new OutputStreamWriter(System.err, UTF_8), true));
    }

    /** Erases the line and restores {@link System#err}. */
    @Override
    public void close() {
        System.err.flush();
        System.setErr(stderr);
        synchronized (lock) {
            shown = "";
            terminal.print(ERASE);
            terminal.flush();
        }
    }

    /** Buffers output until a line is complete; a partial line would be overwritten. */
    private final class LineBuffer extends OutputStream {

        private final ByteArrayOutputStream buffer = new ByteArrayOutputStream();

        @Override
        public void write(int b) {
            synchronized (lock) {
                buffer.write(b);
                if (b == '\n') {
                    LiveScreen.this.write(buffer.toString(UTF_8));
                    buffer.reset();
                }
            }
        }
    }
}
