package io.contactsync.cli.progress;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.function.IntSupplier;

/**
 * A terminal with a line that stays at its bottom. Whatever else is written to stderr meanwhile, a log line or a word
 * about a signal, takes the line's place, and the line comes again below it.
 */
public final class LiveScreen implements AutoCloseable {

    /** To the first column, and the line is gone. */
    private static final String ERASE = "\r\u001b[2K";
    /** A line that is too wide after all, because the window has just become narrower, is cut and not wrapped. */
    private static final String NO_WRAP = "\u001b[?7l";

    private static final String WRAP = "\u001b[?7h";

    private final Object lock = new Object();
    private final PrintWriter terminal;
    private final IntSupplier columns;
    private final boolean coloured;
    private final PrintStream stderr = System.err;
    private String shown = "";

    /**
     * Takes over a terminal, and {@link System#err} with it, until closed.
     *
     * @param terminal writes to it
     * @param columns how wide it is, asked anew each time
     * @param coloured whether it shows colour
     */
    public LiveScreen(PrintWriter terminal, IntSupplier columns, boolean coloured) {
        this.terminal = terminal;
        this.columns = columns;
        this.coloured = coloured;
        System.setErr(new PrintStream(new WholeLines(), true, UTF_8));
    }

    /**
     * Shows how the run stands.
     *
     * @param progress how it stands
     */
    public void show(Progress progress) {
        // The last column stays free: a terminal that has written it may go to the next line.
        Line line = ProgressText.of(progress, Math.max(1, columns.getAsInt() - 1));
        synchronized (lock) {
            shown = NO_WRAP + (coloured ? line.coloured() : line.plain()) + WRAP;
            terminal.print(ERASE + shown);
            terminal.flush();
        }
    }

    private void write(String text) {
        synchronized (lock) {
            terminal.print(ERASE + text + shown);
            terminal.flush();
        }
    }

    /**
     * Where to write meanwhile.
     *
     * @return writes above the line
     */
    public PrintWriter writer() {
        return new PrintWriter(new OutputStreamWriter(System.err, UTF_8), true);
    }

    /** Takes the line away and gives the terminal back. */
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

    /** Holds what is written until its line is complete: half a line would be overwritten. */
    private final class WholeLines extends OutputStream {

        private final ByteArrayOutputStream held = new ByteArrayOutputStream();

        @Override
        public void write(int b) {
            synchronized (lock) {
                held.write(b);
                if (b == '\n') {
                    LiveScreen.this.write(held.toString(UTF_8));
                    held.reset();
                }
            }
        }
    }
}
