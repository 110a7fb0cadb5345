package io.contactsync.cli.terminal;

import java.io.File;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Properties of the terminal that stderr and stdout are connected to, if any. */
public final class Terminal {

    private static final int DEFAULT_COLUMNS = 80;
    private static final long COLUMNS_TTL_NANOS = TimeUnit.SECONDS.toNanos(2);

    private static int columns;
    private static long columnsReadAt;

    private Terminal() {}

    /** Whether a live line can be shown: stderr is a terminal and {@code TERM} is not {@code dumb}. */
    public static boolean isLive() {
        String term = System.getenv("TERM");
        return term != null && !term.equals("dumb") && isTerminal(2);
    }

    /** Whether results on stdout may be coloured: stdout is a terminal and {@code NO_COLOR} is not set. */
    public static boolean showsColourOnStdout() {
        String term = System.getenv("TERM");
        return term != null && !term.equals("dumb") && showsColour() && isTerminal(1);
    }

    /** Asks the shell, because {@code System.console()} cannot check a single stream. */
    private static boolean isTerminal(int descriptor) {
        try {
            return new ProcessBuilder("sh", "-c", "[ -t " + descriptor + " ]")
                            .inheritIO()
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            // Without a shell there is no terminal that is supported.
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Whether colour is wanted (https://no-color.org): false if {@code NO_COLOR} is set to anything. */
    static boolean showsColour() {
        return System.getenv("NO_COLOR") == null || System.getenv("NO_COLOR").isEmpty();
    }

    /**
     * The width of the terminal, read again every two seconds because the window may be resized.
     *
     * @return columns; {@code COLUMNS} if that is exported, 80 if the width is unknown
     */
    static synchronized int columns() {
        long now = System.nanoTime();
        if (columns == 0 || now - columnsReadAt > COLUMNS_TTL_NANOS) {
            columns = columns(System.getenv(), terminalSize());
            columnsReadAt = now;
        }
        return columns;
    }

    /** The width from the environment, else from the output of {@code stty size}: rows, a blank, columns. */
    static int columns(Map<String, String> environment, String sttySize) {
        String exported = environment.getOrDefault("COLUMNS", "");
        String reported = sttySize.substring(sttySize.indexOf(' ') + 1);
        return isWidth(exported)
                ? Integer.parseInt(exported)
                : isWidth(reported) ? Integer.parseInt(reported) : DEFAULT_COLUMNS;
    }

    private static boolean isWidth(String text) {
        return text.matches("[1-9][0-9]{0,4}");
    }

    /**
     * Rows, a blank and the columns of the terminal that stderr is connected to; empty if there is none or no shell. It
     * need not be the controlling terminal: there may be none.
     */
    private static String terminalSize() {
        try {
            Process shell = new ProcessBuilder("sh", "-c", "stty size <&2 2> /dev/null")
                    .redirectInput(new File("/dev/null"))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            return new String(shell.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.US_ASCII)
                    .strip();
        } catch (IOException e) {
            // Without a shell there is no terminal that is supported.
            return "";
        }
    }
}
